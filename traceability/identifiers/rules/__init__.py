"""Reading and writing GS1 identifiers: values in, values out, no database and no network."""
