"""Deadlines (thời hạn): how long who has for what, as dated rows with the source of each."""
