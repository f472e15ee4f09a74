"""The basket: what a visitor means to buy, with the price that was shown."""
