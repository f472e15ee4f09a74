"""Which state of a recall may follow which."""

from traceability.batches.rules import RecallState

NEXT = {
    RecallState.NORMAL: frozenset({RecallState.QUARANTINED, RecallState.RECALLED}),
    RecallState.QUARANTINED: frozenset({RecallState.NORMAL, RecallState.RECALLED}),
    RecallState.RECALLED: frozenset({RecallState.CLOSED}),
    # Something more was found: the recall is opened again. It never becomes normal.
    RecallState.CLOSED: frozenset({RecallState.RECALLED}),
}

NEEDS_ADVICE = frozenset({RecallState.QUARANTINED, RecallState.RECALLED})
"""States in which people with a pack in their hands must be told what to do and whom to ask."""


PERMISSION = {
    RecallState.QUARANTINED: "recalls.hold",
    RecallState.RECALLED: "recalls.set",
    RecallState.NORMAL: "recalls.end",
    RecallState.CLOSED: "recalls.end",
}
"""Who may bring a batch into which state: to hold goods back takes least."""

NEEDS_ANOTHER_PERSON = frozenset({RecallState.NORMAL, RecallState.CLOSED})
"""States that whoever stopped the batch may not set: goods are let go by four eyes."""


def may_follow(old: str, new: str) -> bool:
    return RecallState(new) in NEXT[RecallState(old)]
