"""News of events. Sent inside the transaction; receivers only write rows."""

from blinker import signal

event_recorded = signal("events.event-recorded")
"""An event was stored whole: `sender` None, `event_id`, `batch_ids` (a frozenset of the batches
it names), `corrects_id` (the event it puts right, or None). Told once, after all its rows."""

error_declared = signal("events.error-declared")
"""An event was declared wrong and counts no more: `sender` None, `event_id` (the wrong one),
`error_id`, `batch_ids` (a frozenset of the batches it named). A corrective event is told after."""

picture_added = signal("events.picture-added")
"""A photo was put beside an event: `sender` None, `event_id`, `picture_id`."""
