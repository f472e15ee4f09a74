"""Whatever banks, buyers and the desk do in whatever order, nobody is paid back twice."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.gateways import calling
from storefront.gateways.models import Charge, Dispute, RefundAttempt
from storefront.gateways.service import disputes, refunding
from storefront.gateways.service.refunding import ByHand
from storefront.invented_partners.providers.stripe import FakeStripe
from storefront.journal.queries import balances_of_partners
from storefront.journal.rules import Account
from storefront.orders.rules import OrderStatus
from storefront.payments import queries as payments
from storefront.payments import refunding as promising
from storefront.payments.models import Refund
from storefront.payments.rules import Payer
from tests.factories.storefront import make_goods, make_seller
from tests.factories.trade import deliver
from tests.storefront.gateways.conftest import Open
from tests.storefront.gateways.partners import Till, assert_books_agree
from tests.storefront.gateways.test_service import DESK, balance, cancel

STEPS = 25
STATUSES = ("needs_response", "won", "lost", "lost", "appeal_under_review", "prevented")


class Walk:
    """One purchase of two orders, paid by card."""

    def __init__(self, till: Till, seed: int) -> None:
        self.till, self.chance, self.by_hand = till, Random(seed), 0
        self.now = clock.now()
        till.pay()
        charge = session.scalars(select(Charge)).one()
        self.payment_id, self.paid = charge.payment_id, charge.amount

    def sent(self) -> int:
        """What the shop gave back: by the partner, and by the bank."""
        done = select(func.sum(RefundAttempt.amount)).where(RefundAttempt.state == "sent")
        return int(session.scalar(done) or 0) + self.by_hand

    def step(self) -> None:
        self.now += timedelta(minutes=1)
        acts = (self.end, self.promise, self.complain, self.partner, self.hand, self.settle)
        try:
            self.chance.choice(acts)()
        except DomainError:
            session.rollback()

    def end(self) -> None:
        place = self.chance.choice((1, 2))
        if self.chance.random() < 0.5:
            cancel(self.till, place)
        elif self.till.statuses()[place - 1] == OrderStatus.PLACED:
            deliver(f"{self.till.number}-{place}")

    def promise(self) -> None:
        place = self.chance.choice((1, 2))
        if self.till.statuses()[place - 1] != OrderStatus.DELIVERED:
            return
        number = f"{self.till.number}-{place}"
        with transaction():
            most = promising.left_of(number)
            amount = self.chance.choice((1, most // 2 + 1, most))
            promising.promise(number, amount, Payer.PLATFORM, None, self.now)

    def complain(self) -> None:
        left = self.paid - self.sent()
        if left < 1:
            return
        amount = self.chance.choice((1, left // 2 + 1, left))
        status = self.chance.choice(STATUSES)
        assert isinstance(self.till.fake, FakeStripe)
        more = {"amount": amount, "balance_transactions": [{"amount": -amount}]}
        self.till.tell([self.till.fake.complain(self.payment_id, self.now, status, **more)])

    def due(self) -> Refund:
        return self.chance.choice(list(payments.list_refunds_due()) or [Refund(id=0)])

    def partner(self) -> None:
        calling.refund(DESK, self.due().id, self.now)

    def hand(self) -> None:
        """A person sends what the page says, and is now and then told of it too late."""
        refund = self.due()
        with transaction():
            refund = payments.get_refund(refund.id)
            to_send = refund.amount - refunding.at_bank(refund).has_paid
            to_send -= self.chance.choice((0, 0, 1))
            refunding.send_by_hand(DESK, refund.id, ByHand(to_send, "FT1"), self.now)
        self.by_hand += to_send

    def settle(self) -> None:
        (dispute_id,) = session.scalars(select(Dispute.id)).all() or (0,)
        with transaction():
            disputes.settle(DESK, dispute_id, "Đã xem", self.now)

    def check(self) -> None:
        session.expire_all()
        taken, covered = session.execute(
            select(func.sum(Dispute.taken), func.sum(Dispute.covered))
        ).one()
        assert self.sent() + int(taken or 0) <= self.paid
        assert balance(Account.LOSSES) == int(taken or 0) - int(covered or 0)
        assert min(balances_of_partners().values()) >= 0
        assert_books_agree()


@pytest.mark.parametrize("seed", range(12))
def test_nobody_is_paid_back_twice(open_till: Open, seed: int) -> None:
    seller = make_seller("HTX minh họa Đak Đoa")
    one, other = make_goods(2), make_goods(2, seller=seller, price=50_001)
    walk = Walk(open_till("stripe", (one.variant_id, 1), (other.variant_id, 1)), seed)
    for _ in range(STEPS):
        walk.step()
        walk.check()
