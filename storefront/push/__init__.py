"""Push (báo trên máy): a new order rings on the seller's phone; nothing of the buyer is in it."""
