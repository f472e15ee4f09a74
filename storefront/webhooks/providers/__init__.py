"""How news leaves: one HTTP request to an address that was looked at just before."""
