"""The log: tree, records, notes, appending, signing, proofs."""
