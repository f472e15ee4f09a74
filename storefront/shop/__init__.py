"""The shop's public pages: home, product list, product; JSON, sitemap, share cards."""
