"""The frame of the seller's pages: navigation, overview, what needs doing today."""
