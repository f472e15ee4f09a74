"""Entry (ghi sổ): the pages on which producers keep batches and events, quick and on a phone."""
