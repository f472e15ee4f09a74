"""Guides (hướng dẫn): how a seller's tasks are done, beside each task and all on one page."""
