"""What goods cost a buyer, and who bears what is taken off. Pure; whole đồng, basis points.

terms: promotions, vouchers, for whom they count · quoting: `quote`, the one function that prices
basket, checkout and placement · steps: wholesale prices · cuts: prices over time ·
shares: what of a discount goes when units are called off
"""
