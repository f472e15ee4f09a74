"""Correcting where a purchase goes, within its commune: every parcel of it goes there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from storefront.amendments import rules, telling
from storefront.amendments.errors import NumberNeedsCode, SharedPurchase, TooLateToAmend
from storefront.amendments.rules import Field
from storefront.cod import queries as cod
from storefront.cod import service as control
from storefront.orders import service as orders
from storefront.orders.models import ContactChange, Order, OrderGroup
from storefront.orders.rules import CALLED_OFF, Party
from storefront.payments import service as payments
from storefront.payments.rules import Method

NAMES = {
    Field.NAME: "tên người nhận",
    Field.PHONE: "số điện thoại",
    Field.STREET: "số nhà, đường",
    Field.NOTE: "lời nhắn",
}


OF_RECIPIENT = {Field.NAME: "name", Field.PHONE: "phone", Field.STREET: "street"}


def correct(
    group: OrderGroup, given: Mapping[Field, str | None], by: Party, actor: Actor, now: datetime
) -> list[Field]:
    """Correct a purchase read in this transaction; which fields really changed.

    Each running order's version rises, so that who packs by a page of before is told. Raises
    TooLateToAmend, SharedPurchase, OrderMoved, or for a buyer's new number what COD control
    refuses: NoCash, NumberNeedsCode.
    """
    running = [order for order in group.orders if order.status not in CALLED_OFF]
    if not rules.may_correct((order.status for order in running), by):
        raise TooLateToAmend
    if by == Party.SELLER and any(one.producer_id not in actor.producer_ids for one in running):
        raise SharedPurchase
    changed = [one for one, value in given.items() if getattr(group, one) != value]
    if not changed:
        return []
    if by == Party.BUYER and Field.PHONE in changed:
        _check_cash(group, running, given[Field.PHONE] or "", local_date(now))
    payments.hold(group.number)
    for order in sorted(running, key=lambda one: one.id):
        orders.step_on(order, order.status)
    phone = group.phone
    for one in changed:
        group.contact_changes.append(
            ContactChange(
                field=one.value,
                old=getattr(group, one),
                new=given[one],
                by=by.value,
                actor_id=actor.id,
                actor_name=actor.name,
                at=now,
            )
        )
        _follow(group, one, given[one])
        setattr(group, one, given[one])
    names = ", ".join(NAMES[one] for one in changed)
    audit.record(
        actor, "amendments.correct", group, f"Đơn {group.number}: sửa {names}.", by=by.value
    )
    telling.tell_corrected(group, by, phone, now)
    return changed


def _check_cash(group: OrderGroup, running: Sequence[Order], phone: str, on: date) -> None:
    """A number that could not have ordered this for cash does not get it by a correction."""
    if group.payment_method != Method.COD:
        return
    variants = {line.variant_id for order in running for line in order.lines}
    amount = sum(order.total for order in running)
    verdict = cod.verdict(phone, amount, variants, on, group.account_id)
    control.refuse_cash(replace(verdict, is_above_cap=False))  # the sum is that of before
    if verdict.needs_code:
        raise NumberNeedsCode


def _follow(group: OrderGroup, field: Field, value: str | None) -> None:
    """Who was named at the place the purchase goes to follows, where both said the same."""
    column = OF_RECIPIENT.get(field)
    for one in group.recipients:
        if column and value and not one.position and getattr(one, column) == getattr(group, field):
            setattr(one, column, value)
