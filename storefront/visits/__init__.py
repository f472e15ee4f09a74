"""Visits (buổi tham quan): farm tours with seats, tickets, and the list of guests."""
