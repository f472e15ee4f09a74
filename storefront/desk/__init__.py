"""The frame of the operators' pages: navigation, overview, the list of open work."""
