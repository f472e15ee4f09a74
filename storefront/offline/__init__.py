"""Offline (ngoài vùng sóng): the seller's pages installed on a phone, and what waits to be sent."""
