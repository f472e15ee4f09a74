"""Finding products: without accents, with typing errors, by place, set, group and valid stars."""
