"""Alerts: scans and checks that do not fit what was packed, released, recalled or printed."""
