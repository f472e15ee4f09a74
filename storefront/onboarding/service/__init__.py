"""Writes of opening shops: opening.py the seller's, deciding.py the officer's, claiming.py both."""
