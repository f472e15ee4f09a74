"""Batches (lô): what was made together and can be recalled together, and who sold which."""
