"""Payouts (chi trả): what sellers are owed, paid in batches by bank transfer, each đồng once."""
