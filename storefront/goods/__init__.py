"""Goods (hàng của tôi): a seller's page of one product, what is worth adding, what each brings."""
