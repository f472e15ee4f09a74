"""Writes of quotas: the counter changes by one conditional UPDATE, and a claim says for whom.

Quotas are locked after stock items and in the order of their ids, so that nobody deadlocks.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from catalog.kernel.db import rows_changed, session
from storefront.quotas import queries, rules
from storefront.quotas.errors import (
    BelowTaken,
    ImpossibleQuota,
    QuotaClosed,
    QuotaTaken,
)
from storefront.quotas.models import Quota, QuotaClaim, QuotaVariant
from storefront.quotas.rules import ClaimState, QuotaKind


@dataclass(frozen=True)
class NewQuota:
    """What is promised, by whom, and between which moments it is sold."""

    kind: QuotaKind
    producer_id: int
    capacity: int
    most_per_buyer: int | None
    sells_from: datetime
    sells_until: datetime
    first_day: date
    last_day: date
    starts_at: datetime | None = None
    note: str | None = None
    cancels_until: datetime | None = None


def open_quota(new: NewQuota, variant_ids: Iterable[int]) -> Quota:
    """A quota of which nothing is taken yet, for these variants. Raises ImpossibleQuota."""
    fault = rules.find_fault(
        capacity=new.capacity,
        most_per_buyer=new.most_per_buyer,
        sells_from=new.sells_from,
        sells_until=new.sells_until,
        first_day=new.first_day,
        last_day=new.last_day,
    )
    if fault:
        raise ImpossibleQuota(fault)
    quota = Quota(**asdict(new), taken=0)
    session.add(quota)
    session.flush()  # for the id that hangs on it
    session.add_all(QuotaVariant(quota_id=quota.id, variant_id=one) for one in variant_ids)
    session.flush()  # the next question reads them
    return quota


def resize(quota_id: int, capacity: int) -> None:
    """Promise more or fewer units, never fewer than are taken."""
    if not 1 <= capacity <= rules.MOST_UNITS:
        raise ImpossibleQuota("capacity")
    if not _change(quota_id, Quota.taken <= capacity, capacity=capacity):
        raise BelowTaken


def move(quota_id: int, first_day: date, last_day: date) -> None:
    """Promise other days. Raises QuotaClosed, ImpossibleQuota."""
    if last_day < first_day:
        raise ImpossibleQuota("last_day")
    open_still = Quota.closed_at.is_(None)
    if not _change(quota_id, open_still, first_day=first_day, last_day=last_day):
        raise QuotaClosed


def close(quota_id: int, now: datetime) -> None:
    """Sell nothing of it any more. Raises QuotaClosed when somebody was faster."""
    if not _change(quota_id, Quota.closed_at.is_(None), closed_at=now):
        raise QuotaClosed


def claim(quota_id: int, quantity: int, document: str, now: datetime) -> None:
    """Promise an order units of a quota that is sold now, or raise QuotaTaken."""
    _take(quota_id, quantity, now, *queries.is_open(now))
    session.add(
        QuotaClaim(
            quota_id=quota_id,
            document=document,
            quantity=quantity,
            state=ClaimState.KEPT.value,
            expires_at=None,
            at=now,
        )
    )
    session.flush()  # what follows updates the row


def hold(document: str, until: datetime) -> None:
    """What an order claimed a moment ago waits for its money until then."""
    session.execute(
        update(QuotaClaim)
        .where(QuotaClaim.document == document, QuotaClaim.state == ClaimState.KEPT.value)
        .values(state=ClaimState.HELD.value, expires_at=until)
        .execution_options(synchronize_session=False)
    )


def keep(document: str, now: datetime) -> None:
    """The order is paid: it keeps what it claimed. What had lapsed is taken anew.

    All or nothing: raises QuotaTaken when lapsed units are gone; the caller rolls back.
    """
    claims = session.execute(
        select(QuotaClaim.quota_id, QuotaClaim.quantity, QuotaClaim.state)
        .where(QuotaClaim.document == document)
        .order_by(QuotaClaim.quota_id)
    ).all()
    _lock([row.quota_id for row in claims])
    kept = _end(document, ClaimState.HELD, ClaimState.KEPT)
    for row in claims:
        if row.quota_id in kept or row.state == ClaimState.KEPT:
            continue
        _take(row.quota_id, row.quantity, now, Quota.closed_at.is_(None))
    session.execute(
        update(QuotaClaim)
        .where(QuotaClaim.document == document)
        .values(state=ClaimState.KEPT.value)
        .execution_options(synchronize_session=False)
    )


def give_back(document: str) -> None:
    """The order is called off: what it still claims is free again."""
    ids = select(QuotaClaim.quota_id).where(QuotaClaim.document == document)
    _lock(sorted(session.scalars(ids)))
    for state in (ClaimState.HELD, ClaimState.KEPT):
        for quota_id, units in sorted(_end(document, state, ClaimState.LET_GO).items()):
            _change(quota_id, Quota.taken >= units, taken=Quota.taken - units)


def lower(quota_id: int, quantity: int, document: str) -> None:
    """Units are taken out of an order that stands: its claim is so much less."""
    _lock([quota_id])
    mine = (QuotaClaim.quota_id == quota_id) & (QuotaClaim.document == document)
    values: dict[str, Any] = {"quantity": QuotaClaim.quantity - quantity}
    for condition, change in (
        (QuotaClaim.quantity > quantity, values),
        (QuotaClaim.quantity == quantity, {"state": ClaimState.LET_GO.value}),
    ):
        lowered = session.execute(
            update(QuotaClaim)
            .where(mine, condition, QuotaClaim.state == ClaimState.KEPT.value)
            .values(**change)
            .execution_options(synchronize_session=False)
        )
        if rows_changed(lowered) == 1:
            _change(quota_id, Quota.taken >= quantity, taken=Quota.taken - quantity)
            return


def _take(quota_id: int, quantity: int, now: datetime, *only_if: ColumnElement[bool]) -> None:
    _take_back(quota_id, now)
    is_free = Quota.capacity - Quota.taken >= quantity
    if not _change(quota_id, is_free, *only_if, taken=Quota.taken + quantity):
        raise QuotaTaken


def _take_back(quota_id: int, now: datetime) -> None:
    """Return lapsed units before somebody else is refused them."""
    lapsed = select(QuotaClaim.id).where(QuotaClaim.quota_id == quota_id, *queries.has_lapsed(now))
    if session.scalar(lapsed.limit(1)) is None:
        return
    _lock([quota_id])
    ended = session.execute(
        update(QuotaClaim)
        .where(QuotaClaim.quota_id == quota_id, *queries.has_lapsed(now))
        .values(state=ClaimState.LAPSED.value)
        .returning(QuotaClaim.quantity)
        .execution_options(synchronize_session=False)
    )
    units = sum(row.quantity for row in ended)
    if units:
        _change(quota_id, Quota.taken >= units, taken=Quota.taken - units)


def _change(quota_id: int, *only_if: ColumnElement[bool], **values: object) -> bool:
    """One conditional UPDATE; whether it met the quota."""
    changed = session.execute(
        update(Quota)
        .where(Quota.id == quota_id, *only_if)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    found = session.identity_map.get(session.identity_key(Quota, quota_id))
    if found is not None:
        session.expire(found)
    return rows_changed(changed) == 1


def _lock(quota_ids: list[int]) -> None:
    query = select(Quota.id).where(Quota.id.in_(quota_ids)).order_by(Quota.id)
    session.execute(query.with_for_update()).all()


def _end(document: str, start: ClaimState, end: ClaimState) -> dict[int, int]:
    """Bring an order's claims from one state to another; says which units that were."""
    ended = session.execute(
        update(QuotaClaim)
        .where(QuotaClaim.document == document, QuotaClaim.state == start.value)
        .values(state=end.value)
        .returning(QuotaClaim.quota_id, QuotaClaim.quantity)
        .execution_options(synchronize_session=False)
    )
    return {row.quota_id: row.quantity for row in ended}
