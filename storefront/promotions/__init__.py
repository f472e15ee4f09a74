"""Promotions (khuyến mại): entered and ended by operators and sellers, their uses and cost."""
