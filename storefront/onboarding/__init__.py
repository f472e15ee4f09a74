"""Opening a shop: what the law wants of a seller, asked step by step, verified by an officer."""
