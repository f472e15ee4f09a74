"""Backups: database, pictures and keys in one archive that can be tried and put back."""
