"""Inspection (truy vết): a batch traced both ways on one screen, for officers."""
