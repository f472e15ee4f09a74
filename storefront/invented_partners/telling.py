"""What the buttons of invented partners do. Their messages reach the shop as any partner's do."""

from datetime import datetime
from typing import Any

from flask import current_app

from catalog.kernel import clock, outbox
from storefront.demo.bank import DELAY
from storefront.gateways import callbacks
from storefront.invented_partners.connecting import WithFakes
from storefront.payment_partners.providers.base import Incoming, Taken

TOPIC = "demo.gateway"
REFUSED = frozenset({Taken.FORGED, Taken.UNREADABLE})


def connections() -> WithFakes:
    """The partners of the running application, and which of them are invented."""
    found: WithFakes = current_app.extensions["ocop_gateways"]
    return found


def deliver(partner: str, messages: list[Incoming], now: datetime) -> list[Taken]:
    """Send now; what each did."""
    gateway = connections().gateways[partner]
    return [callbacks.receive(gateway, one, now) for one in messages]


def deliver_later(partner: str, messages: list[Incoming], now: datetime) -> None:
    """Leave them to the worker, a while from now."""
    for place, one in enumerate(messages):
        payload = {
            "partner": partner,
            "raw": one.raw.decode(),
            "heads": dict(one.heads),
            "query": one.query,
        }
        outbox.enqueue(TOPIC, f"{now.timestamp()}/{place}", payload, now + DELAY)


def consume(payload: dict[str, Any]) -> None:
    """The consumer of TOPIC."""
    incoming = Incoming(payload["raw"].encode(), payload["heads"], payload["query"])
    if payload["partner"] in connections().gateways:
        deliver(payload["partner"], [incoming], clock.now())
