"""Requests of stars (gắn sao): a seller names a decision, an officer finds it in the register."""
