"""Notices (báo tin): who bought what is stopped, who told them, and what a recall accounts for."""
