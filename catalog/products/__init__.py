"""Products, what they contain, their variants, prices and pictures."""
