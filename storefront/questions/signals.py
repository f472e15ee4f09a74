"""News of questions. Sent inside the transaction; receivers only write rows."""

from blinker import signal

question_asked = signal("questions.question-asked")
"""A guest asked about goods: `producer_id`, `question_id`."""
