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
from storefront.complaints import service as complaints
from storefront.complaints.rules import ComplaintKind
from storefront.complaints.service import NewComplaint
from storefront.deadlines import service as deadlines
from storefront.demo.days import Days
from storefront.invoices import queries as invoices
from storefront.invoices import service as invoicing
from storefront.invoices.providers.base import Issued
from storefront.invoices.rules import BY_HAND
from storefront.invoices.service import Wanted
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.rules import Payer
from storefront.questions import service as questions
from storefront.questions.service import NewQuestion
from storefront.reviews import service as reviews
from storefront.reviews.service import NewReview


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


def add_words(days: Days) -> None:
    """A review with its answer, and a question that was answered."""
    now = days.now - timedelta(hours=1)
    for order in _delivered()[:1]:
        buyer = Actor(name=order.group.buyer_name)
        line = order.lines[0]
        said = NewReview(4, "Đậm vị, nắp một chai hơi lỏng. Giao đúng hẹn.")
        review = reviews.write(order, line, said, buyer, now)
        seller = Actor(name=order.seller_name, producer_ids=frozenset({order.producer_id}))
        reviews.answer(seller, review, "Cảm ơn bạn, chúng tôi siết nắp kỹ hơn.", days.now)
        new = NewQuestion(
            "demo-1", "Khách minh họa Mai", "Mở nắp rồi để được bao lâu?", None, None, "vi"
        )
        question = questions.ask(line.variant.product, new, now)
        questions.answer(seller, question, "Đậy kín, để mát thì được sáu tháng.", days.now)
        waiting = NewQuestion(
            "demo-2", "Khách minh họa Tư", "Có chai nhỏ hơn không?", None, None, "vi"
        )
        questions.ask(line.variant.product, waiting, days.now)


def _asked(key: str, text: str) -> NewQuestion:
    return NewQuestion(key, "Khách minh họa Mai", text, None, None, "vi")


def add_complaint(days: Days) -> None:
    """One that the operator has taken up and asked the seller about."""
    for order in _delivered()[1:2]:
        new = NewComplaint(
            form_key="demo-1",
            kind=ComplaintKind.ORDER,
            subject=order.number,
            name=order.group.buyer_name,
            phone=order.group.phone,
            email=None,
            language="vi",
            text="Giao thiếu một món, gọi hai lần chưa ai bắt máy.",
        )
        complaint = complaints.receive(new, days.now - timedelta(hours=5))
        operator = Actor(name="Điều hành minh họa Sáu")
        complaints.acknowledge(operator, complaint, days.now - timedelta(hours=3))
        asked = "Cơ sở cho biết đã gói những gì và khi nào gọi lại cho khách."
        complaints.ask_seller(operator, complaint, asked, days.now - timedelta(hours=2))


def add_invoices(days: Days) -> None:
    """One that waits for its seller, one that has its number from the seller's own software."""
    now = days.now - timedelta(hours=1)
    for number, order in enumerate(_delivered()[:2]):
        buyer = Actor(name=order.group.buyer_name)
        wanted = Wanted(
            "Công ty minh họa Sao Mai",
            "0100233488",
            "Số 1 đường Minh Họa",
            "ke-toan@minh-hoa.example",
        )
        if not invoices.may_ask(order, now):
            continue
        asked = invoicing.ask(buyer, order, wanted, now)
        if number:
            seller = Actor(name=order.seller_name, producer_ids=frozenset({order.producer_id}))
            invoicing.hand_over(seller, asked, BY_HAND, now)
            issued = Issued(f"1C{days.today:%y}TMH", "00000012", days.today)
            invoicing.enter_number(seller, asked, issued, now)


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
