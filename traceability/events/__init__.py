"""Events: harvest, processing, packing, test; each with inputs, outputs and witness."""
