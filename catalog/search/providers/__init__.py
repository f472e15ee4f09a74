"""The engines that keep the words of products on disk."""
