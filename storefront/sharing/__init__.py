"""Sharing (chia sẻ): texts and pictures for a seller to send, and the sign of a stall."""
