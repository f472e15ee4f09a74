"""Tracking: a carrier's number for a parcel, and what the carrier says happened to it."""
