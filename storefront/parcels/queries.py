"""Reads of parcels. What anybody may read holds no name, number or address."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.kernel import clock
from catalog.kernel.db import session
from storefront.orders import joint
from storefront.orders.models import Order, Parcel
from storefront.orders.numbers import read_parcel_code
from storefront.orders.rules import CALLED_OFF
from storefront.parcels.errors import NoSuchParcel
from traceability.passport.labels import Words, words
from traceability.passport.queries import passport_facts


@dataclass(frozen=True)
class Inside:
    """Units of one batch in a parcel, and what the passport of the batch says first today."""

    goods: str
    quantity: int
    batch_code: str
    best_before: date | None
    verdict: str
    words: Words


@dataclass(frozen=True)
class Contents:
    """All a parcel's code tells."""

    code: str
    seller: str
    packed_on: date
    is_called_off: bool
    is_demo: bool
    inside: tuple[Inside, ...]


def get_contents(typed: str, on: date) -> Contents:
    """What is in the parcel with this code, with the verdict of each batch; or NoSuchParcel."""
    parcel = session.scalar(
        select(Parcel)
        .where(Parcel.code == (read_parcel_code(typed) or ""))
        .options(
            joinedload(Parcel.order).selectinload(Order.lines),
            joinedload(Parcel.order).joinedload(Order.producer),
        )
    )
    if parcel is None:
        raise NoSuchParcel
    order = parcel.order
    lines = joint.lines_in_parcel(order)
    codes = {one.batch_code for one in lines if one.batch_code}
    facts = {code: passport_facts(code, on) for code in codes}
    return Contents(
        code=parcel.code,
        seller=order.seller_name,
        packed_on=clock.local_date(parcel.opened_at),
        is_called_off=order.status in CALLED_OFF,
        is_demo=order.producer.is_demo,
        inside=tuple(
            Inside(
                f"{line.product_name}, {line.variant_name}",
                line.quantity,
                line.batch_code,
                line.best_before,
                facts[line.batch_code].verdict.value,
                words(facts[line.batch_code]),
            )
            for line in lines
            if line.batch_code
        ),
    )
