"""What needs a seller: one small function for each source, one list, ordered by deadline."""
