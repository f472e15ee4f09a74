"""Outside sales (đơn sàn khác): orders of other floors, so that stock and batches stay true."""
