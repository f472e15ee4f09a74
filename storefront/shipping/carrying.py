"""Carriers, and how far a parcel is with one. Pure."""

import re
from enum import StrEnum


class Carrier(StrEnum):
    """Who takes a parcel from the seller, where it is somebody else."""

    VNPOST = "vnpost"
    VIETTEL_POST = "viettel_post"
    GHN = "ghn"
    GHTK = "ghtk"
    JT = "jt"
    OTHER = "other"
    DEMO = "demo"  # invented: only with DEMO=1


class TrackState(StrEnum):
    """How far a carrier says a parcel is."""

    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    OUT = "out"
    MISSED = "missed"
    RETURNING = "returning"
    DELIVERED = "delivered"
    RETURNED = "returned"


_T = TrackState
_ENDS = {_T.RETURNING, _T.DELIVERED, _T.RETURNED}
NEXT_STATES: dict[TrackState | None, frozenset[TrackState]] = {
    None: frozenset(_T),
    _T.PICKED_UP: frozenset({_T.IN_TRANSIT, _T.OUT, _T.MISSED, *_ENDS}),
    _T.IN_TRANSIT: frozenset({_T.OUT, _T.MISSED, *_ENDS}),
    _T.OUT: frozenset({_T.MISSED, *_ENDS}),
    _T.MISSED: frozenset({_T.OUT, *_ENDS}),
    _T.RETURNING: frozenset({_T.RETURNED}),
    _T.DELIVERED: frozenset(),
    _T.RETURNED: frozenset(),
}
"""Where a parcel may go from each state: never back."""

TRACKING_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{5,29}")


def read_tracking_number(typed: str) -> str | None:
    """A carrier's number in capitals without spaces, or None when it cannot be one."""
    number = re.sub(r"\s+", "", typed[:60]).upper()
    return number if TRACKING_NUMBER.fullmatch(number) else None
