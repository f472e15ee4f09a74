"""What buyers asked for after the invented purchases were delivered."""

from datetime import datetime, timedelta

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.claims import answering
from storefront.claims import service as claims
from storefront.claims.answering import Answer
from storefront.claims.models import Claim
from storefront.claims.rules import ClaimKind, Outcome, Wish
from storefront.claims.service import NewClaim
from storefront.deadlines import service as deadlines
from storefront.demo.days import Days
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.rules import Payer


def add_claims(days: Days) -> None:
    """One that waits for its seller, one whose refund the seller has promised."""
    deadlines.import_packaged(days.now)
    now = days.now - timedelta(hours=2)
    delivered = _delivered()
    if len(delivered) < 2:
        return
    first, second = delivered[:2]
    _ask(first, "Một chai rỉ nước ở nắp, tem còn nguyên.", ClaimKind.DAMAGED, now)
    promised = _ask(second, "Trong kiện thiếu một món so với đơn.", ClaimKind.MISSING, now)
    amount = second.lines[0].unit_price
    seller = Actor(name=second.seller_name, producer_ids=frozenset({second.producer_id}))
    answer = Answer(Outcome.REFUND, "Chúng tôi gói sót, xin lỗi.", amount, Payer.SELLER)
    answering.answer(promised, answer, Party.SELLER, seller, days.now)


def _delivered() -> list[Order]:
    """The orders of the newest delivered purchase."""
    query = (
        select(Order)
        .join(OrderGroup)
        .where(Order.status == OrderStatus.DELIVERED, OrderGroup.placement_key.like("demo-%"))
        .order_by(OrderGroup.placed_at.desc(), Order.id)
    )
    return list(session.scalars(query))


def _ask(order: Order, text: str, kind: ClaimKind, now: datetime) -> Claim:
    line = order.lines[0]
    new = NewClaim(f"demo-{order.number}", kind, Wish.REFUND, text, {line.id: 1})
    return claims.open_claim(order, new, Actor(name=order.group.buyer_name), now)
