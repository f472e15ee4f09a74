"""Correcting where a purchase goes, within its commune: every parcel of it goes there."""

from collections.abc import Mapping
from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from storefront.amendments import rules, telling
from storefront.amendments.errors import SharedPurchase, TooLateToAmend
from storefront.amendments.rules import Field
from storefront.orders import service as orders
from storefront.orders.models import ContactChange, OrderGroup
from storefront.orders.rules import CALLED_OFF, Party

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
    TooLateToAmend, SharedPurchase or OrderMoved.
    """
    running = [order for order in group.orders if order.status not in CALLED_OFF]
    if not rules.may_correct((order.status for order in running), by):
        raise TooLateToAmend
    if by == Party.SELLER and any(one.producer_id not in actor.producer_ids for one in running):
        raise SharedPurchase
    changed = [one for one, value in given.items() if getattr(group, one) != value]
    if not changed:
        return []
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


def _follow(group: OrderGroup, field: Field, value: str | None) -> None:
    """Who was named at the place the purchase goes to follows, where both said the same."""
    column = OF_RECIPIENT.get(field)
    for one in group.recipients:
        if column and value and not one.position and getattr(one, column) == getattr(group, field):
            setattr(one, column, value)
