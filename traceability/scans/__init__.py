"""Scans: coarse counts by day and batch, and problems reported by buyers. No personal data."""
