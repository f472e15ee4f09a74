"""The open JSON API: products, batches and recognitions, described by OpenAPI 3.1."""
