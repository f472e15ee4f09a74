"""Whatever people do to orders and money in whatever order, the books agree after every step."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from secrets import token_hex
from typing import Any, TypeVar

import pytest
from sqlalchemy import select, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from catalog.products.models import Variant
from storefront.amendments import adding, offering
from storefront.amendments import service as amendments
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.claims import answering
from storefront.claims import service as claims
from storefront.claims.answering import Answer
from storefront.claims.models import Claim
from storefront.claims.rules import ClaimKind, ClaimStatus, Outcome, Wish
from storefront.claims.service import NewClaim
from storefront.commission import queries as fees
from storefront.commission import service as commission
from storefront.commission.service import NewRule
from storefront.inbox import service as inbox
from storefront.inbox.models import Receipt
from storefront.inventory.models import Reservation
from storefront.orders import service, settling
from storefront.orders.models import Order, OrderDiscount
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import picking, returning
from storefront.payments import refunding
from storefront.payments import service as paying
from storefront.payments.models import Payment, PaymentShare, Refund
from storefront.payments.rules import Payer
from storefront.payouts import service as payouts
from storefront.payouts.models import Payout
from storefront.pricing.models import PromotionUse, Voucher
from storefront.windows import service as windows
from storefront.withholding import service as withholding
from tests.factories.ahead import fill_ahead, make_window
from tests.factories.claims import make_deadlines
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    BUYER,
    fill_basket,
    make_account_to_receive,
    make_batch,
    make_goods,
    make_rate,
    make_seller,
    make_stock,
    place_basket,
    saving,
)
from tests.factories.trade import give_account, pay

SAU = Actor(id=3, name="Sáu")
STEPS = 40
Row = TypeVar("Row")


class NothingThereError(Exception):
    """Nothing to act on, as yet."""


class Walk:
    """A small shop and everything anybody may do in it, one act at a time."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        make_rate()
        make_account_to_receive()
        make_deadlines()
        first = make_goods(25, price=95_000)
        other = make_seller("HTX minh họa Đak Đoa")
        self.goods = [first, make_goods(20, seller=other, price=33_333)]
        make_stock(session.get_one(Variant, first.variant_id), 3)
        self.ahead = make_window(12)
        with transaction():
            rule = NewRule("Chung", "all", None, 730, 500, 900, 9_000, 800, date(2026, 1, 1), "QC")
            commission.add_rule(SAU, rule, clock.now())
            withholding.add_packaged(SAU, clock.now())
        make_promotion(kind="percent", amount=0, percent_bp=777, platform_bp=4_000)
        make_promotion("GIAM", amount=20_001, code_uses=3, platform_bp=3_333)
        make_promotion("SHIP", kind="delivery", amount=10_000, uses_per_phone=2)
        for one in self.goods:
            give_account(one.seller_id)
        give_account(self.ahead.seller_id)

    def step(self) -> str:
        """One act, done or refused; its name. What there is nothing for is no act."""
        while True:
            act = self.chance.choice(ACTS)
            try:
                act(self)
            except NothingThereError:
                continue
            except DomainError as refused:
                return f"{act.__name__}: {type(refused).__name__}"
            return act.__name__

    def one_of(self, rows: Sequence[Row]) -> Row:
        if not rows:
            raise NothingThereError
        return self.chance.choice(rows)

    def order(self, *statuses: str) -> Order:
        query = select(Order).order_by(Order.id)
        if statuses:
            query = query.where(Order.status.in_(statuses))
        return self.one_of(session.scalars(query.execution_options(populate_existing=True)).all())

    def refund(self, *where: Any) -> Refund:
        query = select(Refund).where(Refund.sent_at.is_(None), *where).order_by(Refund.id)
        return self.one_of(session.scalars(query).all())

    def place(self) -> None:
        wanted = {one.variant_id: self.chance.randint(1, 4) for one in self.goods}
        if self.chance.random() < 0.5:
            wanted.pop(self.chance.choice(list(wanted)))
        self._place(fill_basket(*wanted.items()))

    def place_ahead(self) -> None:
        self._place(fill_ahead(self.ahead, self.chance.randint(1, 4)))

    def _place(self, token: str) -> None:
        codes = tuple(one for one in ("GIAM", "SHIP") if self.chance.random() < 0.4)
        buyer = replace(BUYER, phone=f"+8498765432{self.chance.randint(1, 3)}")
        method = self.chance.choice(["cod", "vietqr"])
        place_basket(token, f"mau-{token[:20]}", buyer, method, codes)

    def be_paid(self) -> None:
        payment = self.one_of(session.scalars(select(Payment).order_by(Payment.id)).all())
        off = self.chance.choice([0, 0, 0, 1, -1, -payment.amount // 2])
        if payment.amount + off > 0:
            pay(payment.reference, payment.amount + off)

    def place_money(self) -> None:
        one = self.receipt()
        with transaction():
            inbox.apply(SAU, one.id, one.number or self.order().group.number, clock.now())

    def give_money_back(self) -> None:
        one = self.receipt()
        with transaction():
            inbox.give_back(SAU, one.id, "thử", clock.now())

    def receipt(self) -> Receipt:
        return self.one_of(session.scalars(select(Receipt).where(Receipt.state == "open")).all())

    def let_time_run(self) -> None:
        past = clock.now() - timedelta(minutes=1)
        with transaction():
            session.execute(update(Payment).values(expires_at=past))
            session.execute(update(Reservation).values(expires_at=past))
        settling.lapse_all(clock.now())

    def cut(self) -> None:
        number, party = self.order().number, self.chance.choice(list(Party)[:3])
        with transaction():
            order = get(number)
            wanted = {one.id: self.chance.randint(0, one.quantity) for one in order.lines}
            amendments.cut(order, wanted, Act(party, SAU, token_hex(10), "sold_out"), clock.now())

    def add(self) -> None:
        number = self.order("placed").number
        with transaction():
            order = get(number)
            wanted = {self.chance.choice(self.goods).variant_id: self.chance.randint(1, 3)}
            seal = offering.quote(order, wanted, clock.today()).seal
            act = Act(Party.BUYER, Actor(), token_hex(10))
            adding.add(order, wanted, act, seal, clock.now())

    def call_off(self) -> None:
        number, party = self.order().number, self.chance.choice(list(Party)[:3])
        end = OrderStatus.REFUSED if party == Party.SELLER else OrderStatus.CANCELLED
        self._bring(number, end, party)

    def go_on(self) -> None:
        order = self.order("placed", "packed", "handed_over")
        ends = {"placed": "packed", "packed": "handed_over", "handed_over": "delivered"}
        self._bring(order.number, OrderStatus(ends[order.status]), Party.SELLER)

    def _bring(self, number: str, end: OrderStatus, by: Party) -> None:
        with transaction():
            service.change(get(number), end, by, SAU, clock.now(), "sold_out")

    def repick(self) -> None:
        number = self.order("placed", "packed").number
        with transaction():
            order = get(number)
            items = [one.item_id for one in self.goods]
            line = self.one_of(order.lines)
            picking.repick(order, line.id, self.chance.choice(items), SAU, clock.now())

    def come_back(self) -> None:
        number = self.order("handed_over").number
        with transaction():
            fit = self.chance.random() < 0.5
            returning.bring_back(get(number), "buyer_refused", SAU, clock.now(), is_fit=fit)

    def harvest(self) -> None:
        with saving():
            variant = session.get_one(Variant, self.ahead.variant_id)
            best = clock.today() + timedelta(days=self.chance.randint(60, 90))
            make_stock(variant, self.chance.randint(1, 3), make_batch(variant, best_before=best))

    def give_out(self) -> None:
        with transaction():
            windows.give_out(self.ahead.seller, self.ahead.window_id, clock.now())

    def claim(self) -> None:
        number = self.order("delivered").number
        with transaction():
            order = get(number)
            units = {one.id: self.chance.randint(0, one.quantity) for one in order.lines}
            new = NewClaim(token_hex(8), ClaimKind.DAMAGED, Wish.REFUND, "rách", units)
            claims.open_claim(order, new, Actor(), clock.now())

    def answer(self) -> None:
        claim_id = self.one_of(session.scalars(select(Claim.id).order_by(Claim.id)).all())
        by = self.chance.choice([Party.SELLER, Party.OPERATOR])
        amount = self.chance.choice([1, 20_000, 77_777])
        payer = self.chance.choice(list(Payer))
        given = Answer(self.chance.choice(list(Outcome)), "thử", amount, payer)
        with transaction():
            answering.answer(claim_of(claim_id), given, by, SAU, clock.now())

    def move_claim(self) -> None:
        claim_id = self.one_of(session.scalars(select(Claim.id).order_by(Claim.id)).all())
        with transaction():
            claim = claim_of(claim_id)
            what = self.chance.randint(0, 4)
            if what == 0:
                answering.withdraw(claim, None, Actor(), clock.now())
            elif what == 1:
                answering.goods_are_back(claim, Party.SELLER, SAU, clock.now())
            elif what == 2:
                answering.seller_paid(claim, SAU, "tiền mặt", clock.now())
            elif what == 3:
                claim.due_at = clock.now() - timedelta(minutes=1)
            else:
                end = self.chance.choice([ClaimStatus.SENT_BACK, ClaimStatus.ESCALATED])
                claims.step(claim, end, Party.BUYER, Actor(), clock.now(), "thử")

    def let_claims_run(self) -> None:
        with transaction():
            claims.move_overdue(clock.now())

    def send_refund(self) -> None:
        one = self.refund().id
        with transaction():
            paying.mark_sent(SAU, one, token_hex(4), clock.now())

    def take_over(self) -> None:
        one = self.refund(Refund.payer == Payer.SELLER.value).id
        with transaction():
            refunding.take_over(SAU, one)

    def make_payouts(self) -> None:
        with transaction():
            payouts.make_batch(SAU, clock.today(), token_hex(8), clock.now())

    def close_payout(self) -> None:
        query = select(Payout.id).where(Payout.state == "made").order_by(Payout.id)
        payout_id = self.one_of(session.scalars(query).all())
        with transaction():
            payout = session.get_one(Payout, payout_id)
            payouts.mark_exported(SAU, payout.batch, clock.now())
            if self.chance.random() < 0.7:
                payouts.mark_paid(SAU, payout, token_hex(4), clock.now())
            else:
                payouts.mark_failed(SAU, payout, "sai số", clock.now())


ACTS: list[Callable[[Walk], None]] = [
    *[Walk.place] * 4,
    *[Walk.place_ahead] * 2,
    *[Walk.be_paid] * 4,
    *[Walk.go_on] * 8,
    Walk.place_money,
    Walk.give_money_back,
    Walk.let_time_run,
    *[Walk.cut] * 3,
    *[Walk.add] * 3,
    Walk.call_off,
    Walk.repick,
    Walk.come_back,
    Walk.harvest,
    *[Walk.give_out] * 2,
    *[Walk.claim] * 2,
    *[Walk.answer] * 3,
    *[Walk.move_claim] * 2,
    Walk.let_claims_run,
    *[Walk.send_refund] * 2,
    Walk.take_over,
    Walk.make_payouts,
    Walk.close_payout,
]


def get(number: str) -> Order:
    query = select(Order).where(Order.number == number)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def claim_of(claim_id: int) -> Claim:
    return session.get_one(Claim, claim_id, populate_existing=True)


def find_faults() -> list[str]:
    """What the books find, and what no buyer or seller may lose."""
    session.expire_all()
    found = books.verify().discrepancies
    for order in session.scalars(select(Order)):
        found += _uneven_discounts(order)
        left = [one for one in fees.list_charges(order.id) if one.fee < 0 or one.vat < 0]
        found += [f"{order.number}: fee below zero" for _ in left]
    found += _uneven_uses()
    shares = session.execute(select(PaymentShare.reference, PaymentShare.amount)).all()
    back = Counter[str]()
    for one in session.scalars(select(Refund).where(Refund.reason == "returned")):
        back[one.reference] += one.amount
    found += [
        f"{row.reference}: more back than paid"
        for row in shares
        if back[row.reference] > row.amount
    ]
    live = select(Claim).where(Claim.status.in_(["refunded", "rejected", "withdrawn", "replaced"]))
    for claim in session.scalars(live):
        if any(one.refund.sent_at is None for one in claim.refunds):
            found.append(f"{claim.number}: {claim.status}, and money is owed for it")
    return found


def _uneven_discounts(order: Order) -> list[str]:
    off = Counter[int | None]()
    for row in session.scalars(select(OrderDiscount).where(OrderDiscount.order_id == order.id)):
        off[row.line_id] += row.amount
    found = [
        f"{order.number}: line {one.id} off {one.discount}, rows {off[one.id]}"
        for one in order.lines
        if off[one.id] != one.discount
    ]
    if off[None] != order.shipping_discount:
        found.append(f"{order.number}: delivery off {order.shipping_discount}, rows {off[None]}")
    return found


def _uneven_uses() -> list[str]:
    used = Counter[int]()
    for use in session.scalars(select(PromotionUse).where(PromotionUse.given_back_at.is_(None))):
        if use.voucher_id:
            used[use.voucher_id] += 1
    return [
        f"voucher {one.code}: used {one.used}, uses {used[one.id]}"
        for one in session.scalars(select(Voucher).where(Voucher.max_uses.is_not(None)))
        if one.used != used[one.id]
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_books_agree_after_every_step(db: object, seed: int) -> None:
    walk = Walk(seed)
    done: list[str] = []
    for _ in range(STEPS):
        done.append(walk.step())
        assert find_faults() == [], done
