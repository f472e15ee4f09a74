"""How long questions and answers may be. Pure."""

from datetime import timedelta

LONGEST_TEXT = 600
LONGEST_ANSWER = 1500
LONGEST_NAME = 40
LONGEST_REASON = 300
KEPT = timedelta(days=90)
"""So long after the answer, or after the question where none came, the asker can be reached."""
