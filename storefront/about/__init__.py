"""What this site is, what its stars mean, what it keeps about people."""
