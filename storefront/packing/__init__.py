"""Packing (gói và giao): what a seller packs until when, from which batch, sends or gets back."""
