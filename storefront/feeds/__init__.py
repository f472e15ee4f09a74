"""Feeds (tệp hàng): what is on the shelf as the product files of Google, Facebook and others."""
