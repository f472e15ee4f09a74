"""Reads of COD control: rules in force, refused parcels of a number, who is paused."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from catalog.kernel.audit import AuditEntry
from catalog.kernel.clock import local_date, midnight_after
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.cod import rules
from storefront.cod.errors import NoSuchRule
from storefront.cod.models import CodLift, CodRule
from storefront.cod.rules import Purchase, Rule, RuleKind, Scope
from storefront.orders.models import Order, OrderChange, OrderGroup, Parcel, ParcelEvent
from storefront.orders.rules import OrderStatus, ReturnReason

CONFIRMED = "cod.confirm"
"""What the audit log says where a code has confirmed the number of a purchase."""


@dataclass(frozen=True)
class Verdict:
    """What the rules say of a purchase paid on delivery. `cap` None: no limit."""

    cap: int | None
    is_above_cap: bool
    paused_until: date | None
    needs_code: bool


def verdict(phone: str | None, amount: int, variant_ids: Iterable[int], on: date) -> Verdict:
    """What the rules say today; without a number only what does not depend on it.

    What no rule of today asks for is not looked up.
    """
    found = in_force(on)
    marks = marks_of(variant_ids) if rules.ask_for_goods(found) else frozenset()
    cap = rules.cap_of(found, marks)
    refused = refused_on(phone, found, on) if phone and rules.ask_for_refusals(found) else []
    is_first = bool(phone) and rules.ask_for_first(found) and not has_taken_a_parcel(phone or "")
    purchase = Purchase(amount, marks, is_first)
    return Verdict(
        cap=cap,
        is_above_cap=cap is not None and amount > cap,
        paused_until=rules.paused_until(found, refused, on),
        needs_code=bool(phone) and rules.needs_code(found, purchase),
    )


def in_force(on: date) -> list[Rule]:
    """The rules that count on that day."""
    return [rule for rule in map(to_rule, list_rules()) if rules.is_in_force(rule, on)]


def to_rule(row: CodRule) -> Rule:
    return Rule(
        kind=RuleKind(row.kind),
        scope=Scope(row.scope),
        scope_value=row.scope_value,
        amount=row.amount,
        only_first=row.only_first,
        refusals=row.refusals,
        within_days=row.within_days,
        pause_days=row.pause_days,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def list_rules() -> Sequence[CodRule]:
    """Every rule there ever was, by kind, newest first."""
    return session.scalars(
        select(CodRule).order_by(CodRule.kind, CodRule.valid_from.desc(), CodRule.id.desc())
    ).all()


def get_rule(rule_id: int) -> CodRule:
    """A rule, held until the commit; or NoSuchRule."""
    row = session.get(CodRule, rule_id, with_for_update=True)
    if row is None:
        raise NoSuchRule
    return row


def marks_of(variant_ids: Iterable[int]) -> frozenset[str]:
    """The product sets and the classes of these goods, as rules name them."""
    rows = session.execute(
        select(Product.product_set_id, Variant.goods_class)
        .join(Variant, Variant.product_id == Product.id)
        .where(Variant.id.in_(list(variant_ids)))
    ).all()
    sets = {rules.mark(Scope.PRODUCT_SET, str(row.product_set_id)) for row in rows}
    return frozenset(sets | {rules.mark(Scope.GOODS_CLASS, row.goods_class) for row in rows})


def is_confirmed(group_id: int) -> bool:
    """Whether the number of this purchase was shown to be the buyer's when it was placed."""
    query = select(AuditEntry.id).where(
        AuditEntry.action == CONFIRMED,
        AuditEntry.subject_type == OrderGroup.__name__,
        AuditEntry.subject_id == str(group_id),
    )
    return session.scalar(query.limit(1)) is not None


def has_taken_a_parcel(phone: str) -> bool:
    """Whether an order with this number was ever delivered."""
    query = (
        select(Order.id)
        .join(OrderGroup)
        .where(OrderGroup.phone == phone, Order.status == OrderStatus.DELIVERED.value)
    )
    return session.scalar(query.limit(1)) is not None


def refused_on(phone: str, found: Iterable[Rule], on: date) -> list[date]:
    """The days of the parcels this number refused, since a pause was lifted last."""
    return refusals_by_phone(found, on, phone).get(phone, [])


def refusals_by_phone(
    found: Iterable[Rule], on: date, phone: str | None = None
) -> dict[str, list[date]]:
    """The days of refused parcels that may still matter, by number: one day for each order."""
    since = midnight_after(on) - rules.longest_memory(found)
    days: dict[int, tuple[str, datetime]] = {}
    for number, order_id, at in [*_by_seller(since, phone), *_by_carrier(since, phone)]:
        if order_id not in days or at < days[order_id][1]:
            days[order_id] = (number, at)
    lifted = last_lifts(phone)
    refused: dict[str, list[date]] = defaultdict(list)
    for number, at in days.values():
        if number not in lifted or at > lifted[number]:
            refused[number].append(local_date(at))
    return dict(refused)


def _by_seller(since: datetime, phone: str | None) -> list[tuple[str, int, datetime]]:
    """What sellers said when a parcel came back."""
    query = (
        select(OrderGroup.phone, Order.id, OrderChange.at)
        .join(Order, Order.group_id == OrderGroup.id)
        .join(OrderChange, OrderChange.order_id == Order.id)
        .where(
            OrderChange.to_status == OrderStatus.UNDELIVERED.value,
            OrderChange.reason.startswith(ReturnReason.BUYER_REFUSED.value),
            OrderChange.at >= since,
        )
    )
    query = query.where(OrderGroup.phone == phone) if phone else query
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def _by_carrier(since: datetime, phone: str | None) -> list[tuple[str, int, datetime]]:
    """What carriers' files said of parcels that came or come back."""
    query = (
        select(OrderGroup.phone, Order.id, ParcelEvent.at)
        .join(Order, Order.group_id == OrderGroup.id)
        .join(Parcel, Parcel.order_id == Order.id)
        .join(ParcelEvent, ParcelEvent.parcel_id == Parcel.id)
        .where(
            ParcelEvent.reason == ReturnReason.BUYER_REFUSED.value,
            ParcelEvent.at >= since,
            Order.status != OrderStatus.DELIVERED.value,
        )
    )
    query = query.where(OrderGroup.phone == phone) if phone else query
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def last_lifts(phone: str | None) -> dict[str, datetime]:
    """When the pause of a number was lifted last."""
    query = select(CodLift.phone, func.max(CodLift.lifted_at)).group_by(CodLift.phone)
    query = query.where(CodLift.phone == phone) if phone else query
    return {row[0]: row[1] for row in session.execute(query)}


def list_paused(on: date) -> list[tuple[str, int, date]]:
    """Numbers that may not pay on delivery today: how many refusals, and until when."""
    found = in_force(on)
    paused = [
        (phone, len(days), until)
        for phone, days in refusals_by_phone(found, on).items()
        if (until := rules.paused_until(found, days, on))
    ]
    return sorted(paused, key=lambda one: (one[2], one[0]), reverse=True)


def list_lifts(at_most: int = 50) -> Sequence[CodLift]:
    """Pauses that were lifted, newest first."""
    return session.scalars(select(CodLift).order_by(CodLift.id.desc()).limit(at_most)).all()
