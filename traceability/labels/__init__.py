"""Labels (tem): sheets of codes as PDF, drawn to whole printer dots and read back before use."""
