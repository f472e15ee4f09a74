"""Stock: how many units of which batch can be sold, and every movement that changed it."""
