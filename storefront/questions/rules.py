"""How long questions and answers may be. Pure."""

LONGEST_TEXT = 600
LONGEST_ANSWER = 1500
LONGEST_NAME = 40
LONGEST_REASON = 300
