"""How a window stands, which days fit, and what another range does to a promise. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from storefront.quotas.rules import Promise, PromiseReason, Shut

LONGEST_NOTE = 300
LONGEST_WORDS = 200
LONGEST_AHEAD = timedelta(days=370)
"""From the first day of ordering to the last of the harvest: a crop comes once a year."""
WIDEST = timedelta(days=45)
"""A range wider than this promises nothing."""


class WindowState(StrEnum):
    """What a window is doing."""

    SOON = "soon"
    OPEN = "open"
    FULL = "full"
    WAITING = "waiting"  # no more orders; the harvest is still to come or to be given out
    CALLED_OFF = "called_off"


class ChangeKind(StrEnum):
    """What was said about a window."""

    DELAYED = "delayed"
    CALLED_OFF = "called_off"


_R = PromiseReason
DELAYS = (_R.WEATHER, _R.RIPENS_LATE, _R.ROAD, _R.OTHER)
"""Why goods come on other days."""

FAILS = (_R.STORM, _R.PEST, _R.TOO_LITTLE, _R.OTHER)
"""Why there is nothing to send."""


class DayFault(StrEnum):
    """What is wrong with the days a seller gave."""

    PAST = "past"
    ORDER = "order"
    READY = "ready"
    BEFORE_ORDERS = "before_orders"
    TOO_FAR = "too_far"
    TOO_WIDE = "too_wide"


def state_of(promise: Promise, now: datetime) -> WindowState:
    """How a window stands at this moment."""
    shut = promise.shut(now)
    if shut == Shut.CLOSED:
        return WindowState.CALLED_OFF
    if shut == Shut.EARLY:
        return WindowState.SOON
    if shut == Shut.OVER:
        return WindowState.WAITING
    return WindowState.OPEN if promise.free else WindowState.FULL


def find_day_fault(
    order_from: date, order_to: date, ready_from: date, ready_to: date, today: date
) -> DayFault | None:
    """The first thing wrong with the days of a new window, or None."""
    if order_to < today:
        return DayFault.PAST
    if order_to < order_from:
        return DayFault.ORDER
    if ready_from < max(order_from, today):
        return DayFault.BEFORE_ORDERS
    return find_range_fault(ready_from, ready_to, order_from)


def find_range_fault(ready_from: date, ready_to: date, since: date) -> DayFault | None:
    """What is wrong with a range of days on which goods are ready, or None."""
    if ready_to < ready_from:
        return DayFault.READY
    if ready_to - ready_from > WIDEST:
        return DayFault.TOO_WIDE
    return DayFault.TOO_FAR if ready_to - since > LONGEST_AHEAD else None


def moved(promised: date, was: date, becomes: date) -> date:
    """The day of arrival when the goods leave on `becomes` instead of `was`."""
    return becomes + (promised - was)
