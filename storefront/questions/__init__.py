"""Questions (hỏi người bán): asked by guests on a product, public once answered or let through."""
