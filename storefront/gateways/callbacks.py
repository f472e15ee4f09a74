"""From bytes of a partner to their effect and its answer: checked first, taken in a transaction."""

from datetime import datetime

from catalog.kernel.db import transaction
from storefront.gateways.service import taking
from storefront.inbox.errors import Forged, Stale, UnknownPartner, Unreadable
from storefront.payment_partners.providers.base import Gateway, Incoming, Reply, Taken


def receive(gateway: Gateway, incoming: Incoming, now: datetime) -> Taken:
    """What the message did. Nothing is looked up before its signature is right."""
    try:
        told = gateway.read(incoming, now)
        raw = incoming.raw.decode(errors="replace") or incoming.query
        with transaction():
            return taking.take(gateway.method, told, raw, now)
    except (Forged, Stale):
        return Taken.FORGED
    except Unreadable:
        return Taken.UNREADABLE


def answer(gateways: dict[str, Gateway], name: str, incoming: Incoming, now: datetime) -> Reply:
    """The answer to a message; raises UnknownPartner where the partner is off."""
    gateway = gateways.get(name)
    if gateway is None:
        raise UnknownPartner
    return gateway.reply(receive(gateway, incoming, now))
