"""The 26 product sets in 6 groups, star bands and deadlines, by the decision that set them."""
