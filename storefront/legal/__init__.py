"""Legal pages (pháp lý): who runs the market, and its texts in dated versions all can read."""
