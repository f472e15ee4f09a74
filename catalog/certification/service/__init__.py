"""Writes of certification: recognising.py by an officer, importing.py from a register."""
