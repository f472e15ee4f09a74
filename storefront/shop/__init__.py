"""The shop's public pages: home, product list, product, producer; JSON, sitemap, share cards."""
