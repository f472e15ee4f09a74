"""Where it comes from and how anyone can check it: areas, batches, events, links, passport."""
