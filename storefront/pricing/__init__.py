"""Prices (giá bán): wholesale steps, promotions, vouchers; one function prices every basket."""
