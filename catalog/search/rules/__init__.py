"""Everything search decides by itself: words, spelling, order, facets. Values in, values out."""
