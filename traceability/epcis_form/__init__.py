"""The form of EPCIS 2.0: its words, our schema of it, identifiers, and the hash of an event."""
