"""Which deadline counts. Pure.

Of those in force the one that says most about the case counts: its kind before how long the
goods keep, the newest before older ones. A seller's own row can only give buyers more time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST_HOURS = 24 * 366
LONGEST_SOURCE = 300


class What(StrEnum):
    """For what there is so much time."""

    CLAIM_WINDOW = "claim_window"
    CLAIM_ANSWER = "claim_answer"
    CLAIM_APPEAL = "claim_appeal"
    CLAIM_SEND_BACK = "claim_send_back"
    CLAIM_DONE = "claim_done"
    REVIEW_EDIT = "review_edit"
    QUESTION_ANSWER = "question_answer"
    COMPLAINT_ACKNOWLEDGE = "complaint_acknowledge"
    COMPLAINT_HEARING = "complaint_hearing"
    COMPLAINT_RESOLVE = "complaint_resolve"
    DATA_ANSWER = "data_answer"
    DATA_ERASE = "data_erase"
    PHONE_CHANGE = "phone_change"
    ACCOUNT_CHANGE = "account_change"
    INVOICE_REQUEST = "invoice_request"
    LAB_TEST = "lab_test"
    ORDER_PACK = "order_pack"
    PAYOUT = "payout"
    SECRET_OVERLAP = "secret_overlap"  # noqa: S105  a time, no secret


@dataclass(frozen=True)
class Span:
    """A deadline as it was entered."""

    id: int
    what: str
    kind: str | None
    shelf_life_days: int | None
    producer_id: int | None
    hours: int
    valid_from: date
    valid_to: date | None
    source: str

    @property
    def time(self) -> timedelta:
        return timedelta(hours=self.hours)


@dataclass(frozen=True)
class Case:
    """What a deadline is asked for. `by_kind`: a row for every kind does not count."""

    kind: str | None = None
    shelf_life_days: int | None = None
    producer_id: int | None = None
    by_kind: bool = False


ANY = Case()


def is_in_force(span: Span, on: date) -> bool:
    """Both days count: the first and the last."""
    return span.valid_from <= on and (span.valid_to is None or on <= span.valid_to)


def applies(span: Span, what: What, on: date, case: Case) -> bool:
    """Whether the row says anything about this case on that day."""
    if span.what != what or not is_in_force(span, on):
        return False
    if span.producer_id not in (None, case.producer_id):
        return False
    if span.kind != case.kind and (span.kind is not None or case.by_kind):
        return False
    keeps = case.shelf_life_days
    most = span.shelf_life_days
    return most is None or (keeps is not None and keeps <= most)


def pick(spans: Iterable[Span], what: What, on: date, case: Case = ANY) -> Span | None:
    """The row that counts, or None where nothing is set."""
    found = [span for span in spans if applies(span, what, on, case)]
    ours = [span for span in found if span.producer_id is None]
    best = max(ours, key=_weight, default=None)
    own = [span for span in found if span.producer_id is not None]
    return max([*own, *([best] if best else [])], key=lambda span: span.hours, default=None)


def for_all(spans: Iterable[Span], on: date) -> list[Span]:
    """What counts for every seller on that day; of rows for the same case only the newest."""
    newest: dict[tuple[str, str | None, int | None], Span] = {}
    for span in spans:
        if span.producer_id is not None or not is_in_force(span, on):
            continue
        case = (span.what, span.kind, span.shelf_life_days)
        newest[case] = max(newest.get(case, span), span, key=_weight)
    order = list(What)
    return sorted(newest.values(), key=lambda span: (order.index(What(span.what)), span.hours))


def ends(span: Span | None, since: datetime) -> datetime:
    """When the time is over; where nothing is set, at once."""
    return since + span.time if span else since


def _weight(span: Span) -> tuple[bool, bool, date, int]:
    return span.kind is not None, span.shelf_life_days is not None, span.valid_from, span.id
