"""Partners for tests: the real adapters, with our fakes at the other end."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.config import Config
from storefront.gateways import callbacks, calling
from storefront.gateways.models import Charge, PaymentAttempt
from storefront.inbox.models import Receipt
from storefront.invented_partners.connecting import WithFakes, connect
from storefront.invented_partners.providers.acting import Act
from storefront.inventory.models import Reservation
from storefront.orders.models import Order
from storefront.payment_partners.providers.base import Bill, Incoming, Taken
from storefront.payments.models import Payment

STRIPE = {
    "stripe_secret_key": "sk_test_0123456789abcdef",
    "stripe_webhook_secret": "whsec_0123456789abcdef",
}
WALLETS = {
    "momo_partner_code": "MOMOTEST",
    "momo_access_key": "momo-access-key-01",
    "momo_secret_key": "momo-secret-key-0123456789",
    "zalopay_app_id": "2553",
    "zalopay_key1": "zalopay-key1-0123456789",
    "zalopay_key2": "zalopay-key2-0123456789",
    "vnpay_tmn_code": "OCOPTEST",
    "vnpay_hash_secret": "vnpay-secret-0123456789",
    "vnpay_pay_url": "https://vnpay.example/pay",
    "vnpay_api_url": "https://vnpay.example/api",
}
KEYS = {**STRIPE, **WALLETS}
METHODS = ("stripe", "momo", "zalopay", "vnpay")
CALLED = ("stripe", "momo", "zalopay")
"""Partners that are called to open a page; VNPAY's address is worked out here."""
SAID_AGAIN = {"vnpay": "unknown"}
"""What a partner answers to a refund it has made, where it is not "sent"."""
TOTAL = 125_000


def with_fakes(config: Config, folder: Path) -> WithFakes:
    """Every partner, with its fake behind it."""
    names = frozenset(name.upper() for name in KEYS)
    return connect(replace(config, data_dir=folder, fakes=names, **KEYS))  # type: ignore[arg-type]  # all of them texts


def bill(number: str = "DH26K7Q2M9X", **changes: object) -> Bill:
    now = clock.now()
    made = Bill(
        reference=f"{number}P1",
        key="0b7b6a0e-6a55-4f0e-9a53-6d8e4d2c9a01",
        number=number,
        amount=TOTAL,
        language="vi",
        made_at=now,
        expires_at=now + timedelta(minutes=35),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test's changes


def name_at(method: str, url: str) -> str:
    """What the fake calls the page at this address."""
    return url.partition(f"/cong-minh-hoa/{method}/")[2]


class Till:
    """One purchase on its way through one partner."""

    def __init__(self, found: WithFakes, method: str, number: str) -> None:
        self.gateway, self.fake = found.gateways[method], found.fakes[method]
        self.method, self.number = method, number

    def start(self) -> str | None:
        return calling.start(self.number, "vi", "127.0.0.1", clock.now())

    def attempt(self) -> PaymentAttempt:
        session.expire_all()
        query = select(PaymentAttempt).where(PaymentAttempt.number == self.number)
        return session.scalars(query.order_by(PaymentAttempt.id.desc())).first() or _none()

    def act(self, act: Act, now: datetime | None = None) -> list[Incoming]:
        name = name_at(self.method, self.attempt().url or "")
        return self.fake.act(name, act, now or clock.now())

    def tell(self, messages: list[Incoming]) -> list[Taken]:
        return [callbacks.receive(self.gateway, one, clock.now()) for one in messages]

    def pay(self) -> list[Taken]:
        self.start()
        return self.tell(self.act(Act.PAY))

    def ask(self) -> None:
        calling.ask(self.attempt().id, clock.now())

    def statuses(self) -> list[str]:
        query = select(Order.status).where(Order.number.startswith(self.number))
        return list(session.scalars(query.order_by(Order.number)))

    def receipts(self) -> list[tuple[int, str]]:
        query = select(Receipt.amount, Receipt.state).where(Receipt.number == self.number)
        return [(row[0], row[1]) for row in session.execute(query.order_by(Receipt.id))]

    def charges(self) -> list[int]:
        query = select(Charge.amount).where(Charge.reference.startswith(self.number))
        return list(session.scalars(query.order_by(Charge.id)))


def _none() -> PaymentAttempt:
    raise AssertionError("no attempt")


def let_time_pass(number: str) -> None:
    """The time to pay of this purchase is over."""
    past = clock.now() - timedelta(minutes=1)
    with transaction():
        session.execute(update(Payment).where(Payment.reference == number).values(expires_at=past))
        session.execute(
            update(PaymentAttempt).where(PaymentAttempt.number == number).values(expires_at=past)
        )
        session.execute(
            update(Reservation)
            .where(Reservation.document.startswith(number))
            .values(expires_at=past)
        )


def assert_books_agree() -> None:
    assert books.verify().discrepancies == []
