"""What a basket holds, and what stands in the way of buying it. Pure.

lines: goods, limits of a basket · combos: goods of several sellers at one price · parts: all of it
by seller and parcel
"""
