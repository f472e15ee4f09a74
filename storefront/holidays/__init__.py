"""Public holidays (ngày lễ) with their source: days on which nobody delivers."""
