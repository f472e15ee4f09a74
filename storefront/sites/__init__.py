"""Mini-sites (trang của người bán): what a producer tells of itself beside its goods."""
