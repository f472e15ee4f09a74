"""Parcels: a code of their own that opens what is inside, and says nothing about the buyer."""
