"""What the buttons of the invented bank do. Its messages reach the shop as any partner's do."""

from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from flask import current_app
from sqlalchemy import update

from catalog.kernel import clock, outbox
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.config import Config
from storefront.inbox import receiving
from storefront.inbox.providers.fake_bank import FakeBank, Message, Transfer
from storefront.inventory.models import Reservation
from storefront.orders import settling
from storefront.payments.models import Payment
from storefront.payments.rules import Slip

TOPIC = "demo.bank"
DELAY = timedelta(seconds=15)
TOO_LITTLE = 10_000


class Act(StrEnum):
    """What a visitor does at the invented bank."""

    PAY = "tra"
    UNDERPAY = "tra-thieu"
    TWICE = "tra-hai-lan"
    LATE = "tra-muon"
    DECLINE = "tu-choi"
    FORGE = "tin-gia"


def messages_for(
    act: Act, slip: Slip, config: Config, chance: Random, now: datetime
) -> list[Message]:
    """What the bank sends of this act; the partner is drawn by lot."""
    secret = "sai-khoa-" if act == Act.FORGE else ""
    bank = FakeBank(secret + config.payos_checksum_key, secret + config.sepay_webhook_secret)
    amount = max(1, slip.amount - TOO_LITTLE) if act == Act.UNDERPAY else slip.amount

    def transfer() -> Transfer:
        number = chance.randrange(10**9, 10**10)
        return Transfer(number, slip.account, amount, f"MH.{slip.purpose}.CT", now)

    if act == Act.DECLINE:
        return [bank.by_payos(transfer(), is_declined=True)]
    tell = chance.choice((bank.by_payos, bank.by_sepay))
    return [tell(transfer()) for _ in range(2 if act == Act.TWICE else 1)]


def deliver(messages: list[Message], config: Config, now: datetime) -> list[str]:
    """Send now; the words of the shop for each it refused."""
    refused = []
    for one in messages:
        try:
            receiving.receive(config, one.provider, one.raw, one.heads, now)
        except DomainError as error:
            refused.append(str(error.message))
    return refused


def deliver_later(messages: list[Message], now: datetime) -> None:
    """Leave them to the worker, a while from now."""
    for place, one in enumerate(messages):
        payload = {"provider": one.provider, "raw": one.raw.decode(), "heads": one.heads}
        outbox.enqueue(TOPIC, f"{now.timestamp()}/{place}", payload, now + DELAY)


def consume(payload: dict[str, Any]) -> None:
    """The consumer of TOPIC."""
    message = Message(payload["provider"], payload["raw"].encode(), payload["heads"])
    deliver([message], current_app.extensions["ocop_config"], clock.now())


def let_time_pass(number: str, now: datetime) -> None:
    """As if the time to pay were over: what an invented late payer waits for."""
    with transaction():
        session.execute(update(Payment).where(Payment.reference == number).values(expires_at=now))
        session.execute(
            update(Reservation)
            .where(Reservation.document.startswith(f"{number}-"))
            .values(expires_at=now)
        )
    with transaction():
        settling.lapse(number, now)
