"""Partners on whose page buyers pay: one file each, behind one protocol."""
