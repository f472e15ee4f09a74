"""The passport: the page every code ends on, stored ready and never served stale."""
