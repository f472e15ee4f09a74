"""The order in which the events of a document can be recorded."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from graphlib import CycleError, TopologicalSorter

from catalog.kernel.clock import noon_of
from traceability.epcis import errors
from traceability.epcis.addresses import Lot
from traceability.epcis.reading import Incoming
from traceability.events.rules import Direction


def in_order(events: Sequence[Incoming], wanted: Collection[int]) -> list[int]:
    """Goods are made before they are used and errors before they are put right; else as recorded.

    `wanted` are places in `events`. Raises GoesInACircle at the first event that waits for itself.
    """
    before = _made_before(events, wanted)
    _wrong_before(events, wanted, before)
    sorter = TopologicalSorter(before)
    try:
        sorter.prepare()
    except CycleError as error:
        first = min(error.args[1])
        raise errors.GoesInACircle(pointer=events[first].fields.pointer()) from error
    done: list[int] = []
    ready: list[tuple[datetime, int]] = []
    while sorter.is_active():
        for at in sorter.get_ready():
            heapq.heappush(ready, (_recorded(events[at]), at))
        _, at = heapq.heappop(ready)
        done.append(at)
        sorter.done(at)
    return done


def _made_before(events: Sequence[Incoming], wanted: Collection[int]) -> dict[int, set[int]]:
    """For each event those that make what it uses or looks at."""
    makers: dict[Lot, set[int]] = defaultdict(set)
    for at in wanted:
        for part in events[at].outputs():
            makers[part.lot].add(at)
    return {
        at: {
            maker
            for part in events[at].parts
            if part.direction is not Direction.OUT
            for maker in makers[part.lot] - {at}
        }
        for at in wanted
    }


def _wrong_before(
    events: Sequence[Incoming], wanted: Collection[int], before: dict[int, set[int]]
) -> None:
    named: dict[str, set[int]] = defaultdict(set)
    for at in wanted:
        for name in (events[at].id, events[at].hash):
            named[name or ""].add(at)
    for at in wanted:
        for name in events[at].corrective_ids or ():
            for later in named[name] - {at}:
                before[later].add(at)


def _recorded(event: Incoming) -> datetime:
    """When it was written down, as far as that is known; else when it happened."""
    return event.recorded_at or noon_of(event.ended_on)
