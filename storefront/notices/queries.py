"""Reads of notices: whom to tell, what was told, where the goods of a batch are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.accounts.models import Account as Person
from storefront.notices.errors import NoSuchNotice
from storefront.notices.models import BuyerNotice
from storefront.notices.rules import Said
from storefront.orders.models import Order, OrderGroup, OrderLine, Recipient
from storefront.orders.rules import CALLED_OFF
from traceability.batches.models import Batch
from traceability.recalls.queries import Notice, counting_notices

Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class ToTell:
    """One buyer, one batch, and what to say."""

    id: int
    order_number: str
    buyer: str
    phone: str
    recipient: str | None  # who got the goods, where that is somebody else with another phone
    recipient_phone: str | None
    goods: str
    code: str
    state: str
    what_to_do: str | None
    contact: str | None
    created_at: datetime
    told_at: datetime | None
    told_by: str | None
    channel: str | None
    language: str
    email: str | None
    is_demo: bool


def list_orders_with(batch_ids: Collection[int]) -> Rows:
    """Order id, group number and batch of every order, not called off, that holds one of these."""
    return session.execute(
        select(Order.id, OrderGroup.number, OrderLine.batch_id, Batch.recall_state)
        .distinct()
        .select_from(OrderLine)
        .join(Order, Order.id == OrderLine.order_id)
        .join(OrderGroup, OrderGroup.id == Order.group_id)
        .join(Batch, Batch.id == OrderLine.batch_id)
        .where(
            OrderLine.batch_id.in_(batch_ids),
            OrderLine.quantity > 0,
            Order.status.not_in(list(CALLED_OFF)),
        )
        .order_by(Order.id, OrderLine.batch_id)
    ).all()


def last_said(batch_ids: Collection[int]) -> dict[tuple[int, int], Said]:
    """The newest notice by order and batch."""
    rows = session.scalars(
        select(BuyerNotice)
        .where(BuyerNotice.batch_id.in_(batch_ids))
        .order_by(BuyerNotice.id)
        .execution_options(populate_existing=True)
    )
    return {
        (one.order_id, one.batch_id): Said(
            one.state, one.told_at is not None, one.withdrawn_at is not None
        )
        for one in rows
    }


def list_open(actor: Actor) -> list[ToTell]:
    """Whom the actor's producers still have to tell, oldest first."""
    return _listed(
        Order.producer_id.in_(actor.producer_ids),
        BuyerNotice.told_at.is_(None),
        BuyerNotice.withdrawn_at.is_(None),
    )


def count_open(actor: Actor) -> int:
    return (
        session.scalar(
            select(func.count(BuyerNotice.id))
            .join(Order)
            .where(
                Order.producer_id.in_(actor.producer_ids),
                BuyerNotice.told_at.is_(None),
                BuyerNotice.withdrawn_at.is_(None),
            )
        )
        or 0
    )


def list_about(batch_ids: Collection[int]) -> list[ToTell]:
    """Every notice about these batches that stands, oldest first."""
    return _listed(BuyerNotice.batch_id.in_(batch_ids), BuyerNotice.withdrawn_at.is_(None))


def list_of_group(number: str) -> list[ToTell]:
    """What the buyer of a purchase has not been told yet."""
    return _listed(
        OrderGroup.number == number,
        BuyerNotice.told_at.is_(None),
        BuyerNotice.withdrawn_at.is_(None),
    )


def get_open_notice(actor: Actor, notice_id: int) -> BuyerNotice:
    """A notice of the actor's producers, held until the commit; or NoSuchNotice."""
    query = select(BuyerNotice).join(Order).where(BuyerNotice.id == notice_id)
    query = query.where(Order.producer_id.in_(actor.producer_ids))
    found = session.scalar(
        query.with_for_update(of=BuyerNotice).execution_options(populate_existing=True)
    )
    if found is None:
        raise NoSuchNotice
    return found


def list_lines_of(batch_ids: Collection[int]) -> Rows:
    """Every order line, not called off, that was filled from these batches; with its buyer,
    and where the goods went."""
    return session.execute(
        select(
            Order.number,
            Order.status,
            OrderLine.batch_code,
            OrderLine.product_name,
            OrderLine.variant_name,
            OrderLine.quantity,
            OrderGroup.buyer_name,
            OrderGroup.phone,
            Recipient.name.label("recipient"),
            Recipient.phone.label("recipient_phone"),
            *(
                func.coalesce(getattr(Recipient, one), getattr(OrderGroup, one)).label(one)
                for one in ("street", "commune_name", "province_name")
            ),
            OrderGroup.placed_at,
        )
        .select_from(OrderLine)
        .join(Order, Order.id == OrderLine.order_id)
        .join(OrderGroup, OrderGroup.id == Order.group_id)
        .outerjoin(Recipient, Recipient.id == Order.recipient_id)
        .where(
            OrderLine.batch_id.in_(batch_ids),
            OrderLine.quantity > 0,
            Order.status.not_in(list(CALLED_OFF)),
        )
        .order_by(OrderLine.batch_code, Order.number)
    ).all()


def _listed(*wanted: Any) -> list[ToTell]:
    rows = session.execute(
        select(
            *BuyerNotice.__table__.c,
            Order.number.label("order_number"),
            OrderGroup.buyer_name,
            OrderGroup.phone,
            Recipient.name.label("recipient"),
            Recipient.phone.label("recipient_phone"),
            OrderGroup.language,
            Person.email,
            Batch.code,
            Batch.is_demo,
            Batch.recall_state,
            func.coalesce(Product.name, Batch.material).label("goods"),
        )
        .select_from(BuyerNotice)
        .join(Order, Order.id == BuyerNotice.order_id)
        .join(OrderGroup, OrderGroup.id == Order.group_id)
        .join(Batch, Batch.id == BuyerNotice.batch_id)
        .outerjoin(Recipient, _is_somebody_else())
        .outerjoin(Product, Product.id == Batch.product_id)
        .outerjoin(Person, Person.id == OrderGroup.account_id)
        .where(*wanted)
        .order_by(BuyerNotice.id)
    ).all()
    saying = counting_notices({row.batch_id: row.recall_state for row in rows})
    return [_to_tell(row, saying.get(row.batch_id)) for row in rows]


def _is_somebody_else() -> ColumnElement[bool]:
    """The recipient of an order, where another phone is called than its buyer's."""
    return (Recipient.id == Order.recipient_id) & (Recipient.phone != OrderGroup.phone)


def _to_tell(row: Row[*tuple[Any, ...]], notice: Notice | None) -> ToTell:
    return ToTell(
        id=row.id,
        order_number=row.order_number,
        buyer=row.buyer_name,
        phone=row.phone,
        recipient=row.recipient,
        recipient_phone=row.recipient_phone,
        goods=row.goods or "",
        code=row.code,
        state=row.state,
        what_to_do=notice.what_to_do if notice else None,
        contact=notice.contact if notice else None,
        created_at=row.created_at,
        told_at=row.told_at,
        told_by=row.told_by,
        channel=row.channel,
        language=row.language,
        email=row.email,
        is_demo=row.is_demo,
    )
