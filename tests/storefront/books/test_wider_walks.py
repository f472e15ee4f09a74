"""Combos, gifts, visits, nights and the bank that gives back: books and statements agree."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from secrets import token_hex

import pytest
import time_machine
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import Variant
from storefront.basket import queries as baskets
from storefront.checkout.gifts import Addressee
from storefront.checkout.queries import Deal, quote
from storefront.checkout.service import Wish, place
from storefront.claims import answering, fates
from storefront.claims import service as claims
from storefront.claims.answering import Answer
from storefront.claims.models import Claim
from storefront.claims.queries import bought_in
from storefront.claims.rules import ClaimKind, Fate, Outcome, suggested
from storefront.claims.rules import Wish as ClaimWish
from storefront.claims.service import NewClaim
from storefront.journal import queries as journal
from storefront.orders import wholesale
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import bringing
from storefront.payments import refunding
from storefront.payments.models import Payment, PaymentShare
from storefront.payments.rules import Payer
from storefront.payouts import accounts, papers, queries, statement
from storefront.payouts import service as payouts
from storefront.payouts.models import Payout, SellerAccount
from storefront.pricing import service as pricing
from storefront.pricing.models import PromotionUse
from storefront.pricing.rules.steps import Step
from storefront.promotions.queries import promotions_still_used
from storefront.quotas.rules import PromiseReason
from storefront.shipping.rules import Place
from storefront.visits import service as visits
from storefront.visits.models import Ticket
from storefront.withholding.models import TaxLine
from storefront.withholding.rules import month_after
from tests.factories.ahead import book, make_tour
from tests.factories.combos import fill_combo, make_combo, worker
from tests.factories.promotions import make_promotion
from tests.factories.storefront import BUYER, fill_basket, make_rate, make_stock
from tests.factories.trade import give_account, pay
from tests.storefront.books import test_walks as narrow
from tests.storefront.books.test_walks import SAU, Walk, claim_of, get
from tests.storefront.checkout.test_gifts import MOTHER

STEPS = 60


class WiderWalk(Walk):
    """The small shop with all that several people do together, and with days that pass."""

    def __init__(self, seed: int, time: time_machine.Traveller) -> None:
        super().__init__(seed)
        self.time, self.began = time, clock.today()
        make_rate("same_province", base_fee=10_000)
        first, other = self.goods
        with transaction():
            steps = [Step(3, 80_001), Step(6, 70_003)]
            pricing.set_steps(worker(first.seller_id), first.variant_id, steps, clock.now())
        for one in self.goods:
            make_stock(session.get_one(Variant, one.variant_id), 60)
        self.combo = make_combo(2, 1, goods=(first, other))
        self.tour = make_tour(6, starts_at=clock.now() + timedelta(days=3))
        give_account(self.tour.seller_id)
        make_promotion(kind="delivery", amount=0, minimum=250_000, platform_bp=1_234, max_uses=3)
        make_promotion("LON", amount=44_444, minimum=300_000, platform_bp=7_000, uses_per_phone=2)

    def be_paid(self) -> None:
        """Mostly what is owed, by who owes it: else little would ever be paid out."""
        if self.chance.random() < 0.2:
            super().be_paid()
            return
        due = select(PaymentShare.id).where(PaymentShare.payment_id == Payment.id)
        due = due.where(PaymentShare.state == "due").exists()
        query = select(Payment.reference).where(Payment.expires_at.is_not(None), due)
        pay(self.one_of(session.scalars(query.order_by(Payment.id)).all()))

    def place_combo(self) -> None:
        wanted = [(one.variant_id, 1) for one in self.goods if self.chance.random() < 0.3]
        self._place(fill_combo(self.combo, self.chance.randint(1, 2), *wanted))

    def place_visit(self) -> None:
        self._place(book(self.tour, self.chance.randint(1, 2), self.chance.randint(0, 2)))

    def place_gifts(self) -> None:
        units = {one.variant_id: self.chance.randint(2, 5) for one in self.goods}
        to = [
            Addressee(
                replace(MOTHER, position=position),
                {one: self.chance.randint(0, 1) for one in units},
            )
            for position in (1, 2)
        ]
        token, codes = fill_basket(*units.items()), self.chance.choice([("LON",), ("SHIP",), ()])
        phone, today = f"+8498765432{self.chance.randint(1, 3)}", clock.today()
        view = baskets.get_view(baskets.find_basket_id(token), today)
        end = Place(BUYER.province_code, BUYER.commune_code)
        shown = quote(view, end, "Cần Thơ", today, None, Deal(codes, phone), to)
        method = self.chance.choice(["cod", "vietqr"])
        buyer = replace(BUYER, phone=phone)
        wish = Wish(token, token[:20], shown.seal, buyer, method, vouchers=codes, addressees=to)
        with transaction():
            place(Actor(), wish, today, clock.now())

    def deliver(self) -> None:
        """An order and its combo, as far as it can go in a day."""
        order = self.order("placed", "packed", "handed_over")
        if order.is_packed_by_other and order.status == OrderStatus.PLACED:
            with transaction():
                bringing.bring_to_packer(get(order.number), SAU, clock.now())
            return
        steps = ("placed", "packed", "handed_over", "delivered")
        for end in steps[steps.index(order.status) + 1 :]:
            self._bring(order.number, OrderStatus(end), Party.SELLER)

    def call_off_together(self) -> None:
        number = self.order("placed", "unpaid").number
        with transaction():
            order = get(number)
            others = [one.number for one in wholesale.bound_to(order)]
            wholesale.call_off(order, others, Actor(), clock.now())

    def settle_claim(self) -> None:
        """A buyer asks for money for some units, and the seller agrees at once."""
        number = self.order("delivered").number
        with transaction():
            order = get(number)
            bought = [one for one in bought_in(order) if one.left]
            chosen = self.one_of(bought)
            units = {one.line_id: self.chance.randint(0, one.left) for one in bought}
            units[chosen.line_id] = self.chance.randint(1, chosen.left)
            kind = self.chance.choice([one for one in ClaimKind if one != ClaimKind.CHANGED_MIND])
            new = NewClaim(token_hex(8), kind, ClaimWish.REFUND, "rách", units)
            claim = claims.open_claim(order, new, Actor(), clock.now())
            left = refunding.left_of(number)
            worth = suggested(
                bought_in(order),
                units,
                order.shipping_fee,
                left,
                is_fault=self.chance.random() < 0.5,
            )
            end = self.chance.choice([Outcome.REFUND, Outcome.REFUND, Outcome.RETURN])
            amount = self.chance.choice([worth, worth, left, 1])
            given = Answer(end, "thử", amount, self.chance.choice(list(Payer)))
            answering.answer(claim, given, Party.SELLER, SAU, clock.now())

    def meet_guests(self) -> None:
        code = self.one_of(session.scalars(select(Ticket.code).order_by(Ticket.code)).all())
        come = self.chance.choice([visits.check_in, visits.note_absent])
        with transaction():
            come(worker(self.tour.seller_id), self.tour.visit_id, code, clock.now())

    def call_visit_off(self) -> None:
        with transaction():
            seller = worker(self.tour.seller_id)
            reason = PromiseReason.WEATHER
            visits.call_off(seller, self.tour.visit_id, reason, None, clock.now())

    def sleep(self) -> None:
        self.time.shift(timedelta(hours=self.chance.choice([1, 9, 24, 50])))

    def decide_fate(self) -> None:
        claim_id = self.one_of(session.scalars(select(Claim.id).order_by(Claim.id)).all())
        with transaction():
            claim = claim_of(claim_id)
            line = self.one_of(claim.lines)
            fates.decide(SAU, claim, line.id, self.chance.choice(list(Fate)), clock.now())

    def pay_until_yesterday(self) -> None:
        self._pay_until(clock.today() - timedelta(days=1))

    def pay_all(self) -> None:
        self._pay_until(clock.today())

    def _pay_until(self, until: date) -> None:
        key = str(self.chance.random())
        with transaction():
            batch = payouts.make_batch(SAU, until, key, clock.now())
            owed = journal.balances_of_sellers()
            assert all(owed[one.producer_id] >= 0 for one in batch.payouts)

    def bank_gives_back(self) -> None:
        query = select(Payout.id).where(Payout.state == "paid").order_by(Payout.id)
        payout_id = self.one_of(session.scalars(query).all())
        with transaction():
            payout = session.get_one(Payout, payout_id)
            payouts.mark_returned(SAU, payout, "đã đóng", clock.now())

    def pay_in(self) -> None:
        owing = {one: -owed for one, owed in journal.balances_of_sellers().items() if owed < 0}
        seller_id = self.one_of(sorted(owing))
        amount = self.chance.choice([owing[seller_id], 1])
        with transaction():
            payouts.pay_in(SAU, seller_id, amount, str(self.chance.random()), clock.now())

    def change_account(self) -> None:
        if self.chance.random() < 0.7:  # each change keeps a seller's money back for a day
            raise narrow.NothingThereError
        seller_id = self.one_of(self.goods).seller_id
        give_account(seller_id, at=clock.now(), verified=self.chance.random() < 0.7)

    def verify_account(self) -> None:
        query = select(SellerAccount.id).where(SellerAccount.verified_at.is_(None))
        account_id = self.one_of(session.scalars(query.order_by(SellerAccount.id)).all())
        with transaction():
            accounts.verify(SAU, account_id, clock.now())


ACTS: list[Callable[[WiderWalk], None]] = [
    *[WiderWalk.place] * 2,
    *[WiderWalk.place_combo] * 3,
    WiderWalk.place_visit,
    *[WiderWalk.place_gifts] * 3,
    *[WiderWalk.be_paid] * 4,
    WiderWalk.let_time_run,
    *[WiderWalk.cut] * 2,
    WiderWalk.add,
    *[WiderWalk.call_off] * 2,
    *[WiderWalk.call_off_together] * 2,
    WiderWalk.go_on,
    *[WiderWalk.deliver] * 6,
    WiderWalk.come_back,
    *[WiderWalk.meet_guests] * 2,
    WiderWalk.call_visit_off,
    *[WiderWalk.sleep] * 2,
    *[WiderWalk.settle_claim] * 5,
    WiderWalk.answer,
    *[WiderWalk.move_claim] * 2,
    *[WiderWalk.decide_fate] * 2,
    *[WiderWalk.send_refund] * 2,
    WiderWalk.take_over,
    *[WiderWalk.pay_until_yesterday] * 2,
    *[WiderWalk.pay_all] * 2,
    *[WiderWalk.close_payout] * 3,
    WiderWalk.bank_gives_back,
    WiderWalk.pay_in,
    WiderWalk.change_account,
    *[WiderWalk.verify_account] * 2,
]


def find_more_faults(walk: WiderWalk) -> list[str]:
    """What statements, tax and uses say against the journal and the orders."""
    found = []
    owed = journal.balances_of_sellers()
    for seller_id in session.scalars(select(Producer.id).order_by(Producer.id)):
        actor = Actor(id=7, producer_ids=frozenset({seller_id}))
        found += _uneven_statements(actor, walk.began.replace(day=1), owed.get(seller_id, 0))
    return found + _uneven_tax() + _idle_uses()


def _uneven_statements(actor: Actor, first: date, owed: int) -> list[str]:
    found, now, seen, moved = [], clock.now(), Counter[str](), 0
    while first <= clock.today():
        paper = papers.of_month(actor, first, now)
        moved += paper.paid_in - paper.paid_out
        change = paper.sum.by_platform + paper.paid_in - paper.paid_out
        if (paper.opening or 0) + change != paper.closing:
            found.append(f"{first} of {actor.producer_ids}: {paper.opening} {change}")
        for number, one in paper.orders.items():
            seen[number] += one.by_platform
        first = month_after(first)
    if (paper.closing, statement.balance_of(actor)) != (owed, owed):
        found.append(f"{actor.producer_ids}: {paper.closing}, {owed} in the journal")
    for number, amount in seen.items():
        if statement.get_order_money(actor, number).split.by_platform != amount:
            found.append(f"{number}: its page and its months differ")
    if sum(seen.values()) + moved != owed:
        found.append(f"{actor.producer_ids}: orders and transfers are not what is owed")
    for one in queries.list_own_payouts(actor, 1000):
        of = papers.of_payout(actor, one.number, now)
        if of.sum.by_platform + of.others != one.amount:
            found.append(f"{one.number}: {of.sum.by_platform} {of.others}, paid {one.amount}")
    return found


def _uneven_tax() -> list[str]:
    """Tax of which more came back than was withheld."""
    query = (
        select(TaxLine.order_id, TaxLine.activity)
        .group_by(TaxLine.order_id, TaxLine.activity)
        .having(
            (func.sum(TaxLine.base) < 0) | (func.sum(TaxLine.vat) < 0) | (func.sum(TaxLine.pit) < 0)
        )
    )
    return [f"tax of {row.order_id}, {row.activity}: below zero" for row in session.execute(query)]


def _idle_uses() -> list[str]:
    """Uses of promotions that are held for nothing, or borne and not held."""
    found = []
    groups = {one.group.number: one.group_id for one in session.scalars(select(Order))}
    for use in session.scalars(select(PromotionUse)):
        is_borne = use.promotion_id in promotions_still_used(groups[use.reference])
        if is_borne != (use.given_back_at is None):
            found.append(f"use of {use.promotion_id} by {use.reference}: borne {is_borne}")
    return found


@pytest.mark.parametrize("seed", range(3))
def test_books_and_statements_agree_after_every_step(
    db: object, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrow, "ACTS", ACTS)
    with time_machine.travel(clock.now(), tick=True) as time:
        walk = WiderWalk(seed, time)
        done: list[str] = []
        for number in range(1, STEPS + 1):
            done.append(walk.step())
            found = narrow.find_faults()
            if number % 5 == 0:  # statements of every seller and month take their time
                found += find_more_faults(walk)
            assert found == [], done
