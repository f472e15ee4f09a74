"""Reads of COD control: rules in force, refused parcels of a number, who is paused."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select

from catalog.kernel.audit import AuditEntry
from catalog.kernel.clock import local_date, midnight_after
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.accounts.models import Account
from storefront.cod import rules
from storefront.cod.errors import NoSuchRule
from storefront.cod.models import CodLift, CodRule
from storefront.cod.rules import Purchase, Refusal, Rule, RuleKind, Scope
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


def verdict(
    phone: str | None,
    amount: int,
    variant_ids: Iterable[int],
    on: date,
    account_id: int | None = None,
) -> Verdict:
    """What the rules say today; without a number and an account only what depends on neither.

    What no rule of today asks for is not looked up.
    """
    found = in_force(on)
    marks = marks_of(variant_ids) if rules.ask_for_goods(found) else frozenset()
    cap = rules.cap_of(found, marks)
    is_known = bool(phone or account_id) and rules.ask_for_refusals(found)
    refused = refused_on(phone, found, on, account_id) if is_known else []
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


def refused_on(
    phone: str | None, found: Iterable[Rule], on: date, account_id: int | None = None
) -> list[date]:
    """The days of the parcels this buyer refused, since a pause was lifted last: by number, and
    by the account that ordered or that the number is of."""
    accounts = accounts_of(phone, account_id)
    by = OrderGroup.account_id.in_(accounts.keys())
    mine = by | (OrderGroup.phone == phone) if phone else by
    return _days(_refusals(found, on, mine), {phone, *accounts.values()})


def accounts_of(phone: str | None, account_id: int | None = None) -> dict[int, str | None]:
    """The accounts of a buyer with their numbers: the one that orders, and the number's own."""
    is_own = Account.id == account_id
    is_own = is_own | (Account.phone == phone) if phone else is_own
    query = select(Account.id, Account.phone).where(is_own, *_buyers())
    return {row.id: row.phone for row in session.execute(query)}


def _days(refusals: Sequence[Refusal], numbers: Iterable[str | None]) -> list[date]:
    lifted = last_lifts({*filter(None, numbers), *(one.phone for one in refusals)})
    return [local_date(at) for at in rules.still_counting(refusals, lifted)]


def _refusals(found: Iterable[Rule], on: date, *where: ColumnElement[bool]) -> list[Refusal]:
    """Refused parcels that may still matter, the earliest word on each order."""
    since = midnight_after(on) - rules.longest_memory(found)
    first: dict[int, Refusal] = {}
    for query in (_by_seller(since), _by_carrier(since)):
        for phone, account_id, order_id, at in session.execute(query.where(*where)):
            if order_id not in first or at < first[order_id].at:
                first[order_id] = Refusal(phone, account_id, at)
    return list(first.values())


Found = Select[str, int | None, int, datetime]


def _by_seller(since: datetime) -> Found:
    """What sellers said when a parcel came back."""
    return (
        select(OrderGroup.phone, OrderGroup.account_id, Order.id, OrderChange.at)
        .join(Order, Order.group_id == OrderGroup.id)
        .join(OrderChange, OrderChange.order_id == Order.id)
        .where(
            OrderChange.to_status == OrderStatus.UNDELIVERED.value,
            OrderChange.reason.startswith(ReturnReason.BUYER_REFUSED.value),
            OrderChange.at >= since,
        )
    )


def _by_carrier(since: datetime) -> Found:
    """What carriers' files said of parcels that came or come back."""
    return (
        select(OrderGroup.phone, OrderGroup.account_id, Order.id, ParcelEvent.at)
        .join(Order, Order.group_id == OrderGroup.id)
        .join(Parcel, Parcel.order_id == Order.id)
        .join(ParcelEvent, ParcelEvent.parcel_id == Parcel.id)
        .where(
            ParcelEvent.reason == ReturnReason.BUYER_REFUSED.value,
            ParcelEvent.at >= since,
            Order.status != OrderStatus.DELIVERED.value,
        )
    )


def last_lifts(phones: Iterable[str]) -> list[datetime]:
    """When pauses of these numbers were lifted."""
    query = select(CodLift.lifted_at).where(CodLift.phone.in_(list(phones)))
    return list(session.scalars(query))


def list_paused(on: date) -> list[tuple[str, int, date]]:
    """Numbers that may not pay on delivery today: how many refusals, and until when.

    Those on refused parcels, and those of the accounts that ordered them.
    """
    found = in_force(on)
    every = _refusals(found, on)
    owners = _accounts_by_number(every)
    paused = []
    for phone in {one.phone for one in every} | owners.keys():
        days = _days(rules.of_buyer(every, phone, owners.get(phone, set())), [phone])
        if until := rules.paused_until(found, days, on):
            paused.append((phone, len(days), until))
    return sorted(paused, key=lambda one: (one[2], one[0]), reverse=True)


def _accounts_by_number(refusals: Sequence[Refusal]) -> dict[str, set[int]]:
    """The buyers' accounts among these by their numbers; without one by the last it refused by."""
    newest = {one.account_id: one.phone for one in sorted(refusals, key=lambda one: one.at)}
    query = select(Account.id, Account.phone).where(
        Account.id.in_([one for one in newest if one]), *_buyers()
    )
    found: dict[str, set[int]] = defaultdict(set)
    for account_id, phone in session.execute(query):
        found[phone or newest[account_id]].add(account_id)
    return found


def _buyers() -> tuple[ColumnElement[bool], ...]:
    """Sellers and officers order for others, too: what those refused is not theirs."""
    return ~Account.roles.any(), ~Account.memberships.any()


def list_lifts(at_most: int = 50) -> Sequence[CodLift]:
    """Pauses that were lifted, newest first."""
    return session.scalars(select(CodLift).order_by(CodLift.id.desc()).limit(at_most)).all()
