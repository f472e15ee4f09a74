"""Restrictions: what the law asks of goods of some product sets: age, licence, strength, words."""
