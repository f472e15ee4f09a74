"""What is sold and who makes it: places, producers, products, recognitions, search."""
