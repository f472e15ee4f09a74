"""Partners that exist only with DEMO=1 and in tests: they sign, remember keys, and misbehave."""
