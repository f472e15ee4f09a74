"""Host names of their own (tên miền riêng): asked for by sellers, confirmed by officers, by row."""
