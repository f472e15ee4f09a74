"""Acts (việc): what a phone sent, done once, with when it was done and when it came here."""
