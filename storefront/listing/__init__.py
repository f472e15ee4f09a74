"""Listing (đăng bán): a product on the shelf from a phone in three screens, kept step by step."""
