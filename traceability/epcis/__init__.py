"""EPCIS 2.0: the trace as the world's events: checked, hashed, given out, taken in."""
