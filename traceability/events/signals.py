"""News of events. Sent inside the transaction; receivers only write rows."""

from blinker import signal

event_recorded = signal("events.event-recorded")
"""An event was stored whole: `sender` None, `event_id`, `batch_ids` (a frozenset of the batches
it names), `corrects_id` (the event it puts right, or None). Told once, after all its rows."""
