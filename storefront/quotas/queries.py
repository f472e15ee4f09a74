"""Reads of quotas: what is promised, and how much of it is left."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.products.models import Variant
from storefront.closures.queries import is_closed
from storefront.quotas import rules
from storefront.quotas.errors import NoSuchQuota
from storefront.quotas.models import Quota, QuotaClaim, QuotaVariant
from storefront.quotas.rules import ClaimState, Promise, QuotaKind


def promises(quota_ids: Iterable[int], now: datetime) -> dict[int, Promise]:
    """These quotas as buyers see them, in one query; units that lapsed count as free."""
    wanted = sorted(set(quota_ids))
    if not wanted:
        return {}
    rows = session.execute(_quotas(now).where(Quota.id.in_(wanted)))
    return {row.id: _promise(row) for row in rows}


def get_promise(quota_id: int, now: datetime) -> Promise:
    """One quota as buyers see it, or NoSuchQuota."""
    found = promises([quota_id], now).get(quota_id)
    if found is None:
        raise NoSuchQuota
    return found


def find_promise_of(quota_id: int, variant_id: int, now: datetime) -> Promise | None:
    """The quota, if this variant is sold of it."""
    sold = select(QuotaVariant.id).where(
        QuotaVariant.quota_id == quota_id, QuotaVariant.variant_id == variant_id
    )
    if session.scalar(sold) is None:
        return None
    return promises([quota_id], now).get(quota_id)


def open_for(variant_ids: Iterable[int], now: datetime) -> dict[int, list[Promise]]:
    """What of each variant may be ordered ahead at this moment, the first days first."""
    wanted = sorted(set(variant_ids))
    if not wanted:
        return {}
    query = (
        _quotas(now)
        .add_columns(QuotaVariant.variant_id)
        .join(QuotaVariant, QuotaVariant.quota_id == Quota.id)
        .where(QuotaVariant.variant_id.in_(wanted), *is_open(now))
        .order_by(Quota.first_day, Quota.starts_at, Quota.id)
    )
    found: dict[int, list[Promise]] = {}
    for row in session.execute(query):
        found.setdefault(row.variant_id, []).append(_promise(row))
    return found


def first_open(product_ids: Collection[int], now: datetime) -> dict[int, Promise]:
    """What of each product may be ordered ahead at this moment: the first to come."""
    if not product_ids:
        return {}
    query = (
        _quotas(now)
        .add_columns(Variant.product_id)
        .join(QuotaVariant, QuotaVariant.quota_id == Quota.id)
        .join(Variant, Variant.id == QuotaVariant.variant_id)
        .where(Variant.product_id.in_(list(product_ids)), Variant.is_on_sale, *is_open(now))
        .order_by(Quota.first_day.desc(), Quota.starts_at.desc(), Quota.id.desc())
    )
    return {row.product_id: _promise(row) for row in session.execute(query)}


def is_open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition of a quota that is sold at this moment, by a shop that is open."""
    return (
        Quota.closed_at.is_(None),
        Quota.sells_from <= now,
        Quota.sells_until > now,
        ~is_closed(Quota.producer_id, clock.local_date(now)),
    )


def has_lapsed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition of a claim whose time is over and whose units are still counted."""
    return QuotaClaim.state == ClaimState.HELD.value, QuotaClaim.expires_at <= now


def living_claims(now: datetime) -> ColumnElement[bool]:
    """The condition of a claim that counts at this moment."""
    waits = (QuotaClaim.state == ClaimState.HELD.value) & (QuotaClaim.expires_at > now)
    return (QuotaClaim.state == ClaimState.KEPT.value) | waits


def _quotas(now: datetime) -> Select[*tuple[Any, ...]]:
    lapsed = (
        select(func.coalesce(func.sum(QuotaClaim.quantity), 0))
        .where(QuotaClaim.quota_id == Quota.id, *has_lapsed(now))
        .scalar_subquery()
    )
    return select(Quota.__table__, lapsed.label("lapsed"))


def _promise(row: Any) -> Promise:
    return Promise(
        quota_id=row.id,
        kind=QuotaKind(row.kind),
        producer_id=row.producer_id,
        capacity=row.capacity,
        taken=row.taken - row.lapsed,
        most_per_buyer=row.most_per_buyer,
        sells_from=row.sells_from,
        sells_until=row.sells_until,
        first_day=row.first_day,
        last_day=row.last_day,
        starts_at=row.starts_at,
        note=row.note,
        is_closed=row.closed_at is not None,
        cancels_until=row.cancels_until,
    )


@dataclass(frozen=True)
class Count:
    """A quota's counter and the sum of its living claims."""

    quota_id: int
    taken: int
    claimed: int


def list_counts() -> list[Count]:
    """Counter and living claims of every quota: for the books."""
    living = [state.value for state in rules.LIVING]
    claimed = func.coalesce(func.sum(QuotaClaim.quantity), 0)
    query = (
        select(Quota.id, Quota.taken, claimed)
        .outerjoin(QuotaClaim, (QuotaClaim.quota_id == Quota.id) & QuotaClaim.state.in_(living))
        .group_by(Quota.id, Quota.taken)
        .order_by(Quota.id)
    )
    return [Count(*(int(value) for value in row)) for row in session.execute(query)]


def claimed_units() -> dict[tuple[int, str], int]:
    """Units of every living claim by quota and order: for the books."""
    living = [state.value for state in rules.LIVING]
    query = select(QuotaClaim.quota_id, QuotaClaim.document, QuotaClaim.quantity)
    rows = session.execute(query.where(QuotaClaim.state.in_(living)))
    return {(row.quota_id, row.document): row.quantity for row in rows}
