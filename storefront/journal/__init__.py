"""The journal: every đồng twice, in whole đồng; entries are added, never changed."""
