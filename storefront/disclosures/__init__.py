"""Disclosures (điều đã báo): what the law wants told before an order, kept as it was told."""
