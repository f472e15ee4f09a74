"""GS1 identifiers: element strings, Digital Link addresses, check digits, by GS1's dictionary."""
