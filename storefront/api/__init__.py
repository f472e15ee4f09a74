"""The open JSON API: products, combos, batches and recognitions, described by OpenAPI 3.1."""
