"""Carriers' statements of cash they collected, held against our parcels by tracking number."""
