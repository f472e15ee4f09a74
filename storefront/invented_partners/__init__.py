"""Invented partners (cổng minh họa): with DEMO=1 they take the place of payment partners."""
