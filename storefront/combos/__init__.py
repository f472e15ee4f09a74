"""Gift combos (hộp quà): goods of several households in one parcel, at one price, by one packer."""
