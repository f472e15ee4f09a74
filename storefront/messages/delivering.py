"""The consumer of service.TOPIC: tries Zalo, then SMS, then mail, and writes down which went.

Sending lies between two transactions, so a crash may send twice, never not at all; partners
that know idempotency are given the key of the message.
"""

from datetime import datetime
from typing import Any

from flask import current_app

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import speaking
from catalog.kernel.sealing import SealBroken, unseal
from storefront.config import Config
from storefront.messages import labels, queries, rules, service
from storefront.messages.models import Message
from storefront.messages.providers import can_text, gateways_for
from storefront.messages.providers.base import Gateway, Letter, Unavailable, Unreachable
from storefront.messages.rules import Channel, Kind, Recipient, State


def consume(payload: dict[str, Any]) -> None:
    """Send one message. Raises Unavailable where a way may work later: the outbox waits."""
    config: Config = current_app.extensions["ocop_config"]
    message, now = queries.find_waiting(payload["message"]), clock.now()
    if message is None:
        return
    number = message.id
    if not (can_text(config) or message.email):
        with transaction():
            service.drop(number)
        return
    if message.expires_at and message.expires_at <= now:
        _close(number, State.EXPIRED, now)
        return
    try:
        letters = _letters(message, config)
    except SealBroken as error:
        _close(number, State.FAILED, now, note=f"SECRET_KEY: {error}")
        return
    channel, said = _first_that_reaches(gateways_for(config), letters)
    _close(number, State.SENT if channel else State.FAILED, now, channel=channel, note=said)


def _close(number: int, state: State, now: datetime, **how: Any) -> None:
    with transaction():
        service.close(number, state, now, **how)


def _letters(message: Message, config: Config) -> dict[Channel, Letter]:
    """The message as each channel would carry it, for channels that have an address."""
    to = Recipient(message.phone, message.email, message.language)
    values: dict[str, str] = {"address": f"{config.public_url}/don-hang", **message.values}
    kind = Kind(message.kind)
    if "code" in values:
        values["code"] = unseal(config.secret_key, service.SEALED_FOR, values["code"])
    if "path" in values:  # of a page of ours: whoever queued it may not know where we are
        values["address"] = config.public_url + values.pop("path")
    with speaking(message.language):
        text = labels.text(kind, config.shop_name, values)
        subject = labels.subject(kind, config.shop_name)
    return {
        channel: Letter(
            key=message.key,
            kind=kind,
            to=address,
            subject=subject,
            text=rules.as_carried(channel, text),
            values=values,
        )
        for channel in Channel
        if (address := to.address(channel))
    }


def _first_that_reaches(
    gateways: tuple[Gateway, ...], letters: dict[Channel, Letter]
) -> tuple[Channel | None, str | None]:
    """The channel that took it, and what those before it said."""
    said: list[str] = []
    away: Unavailable | None = None
    for gateway in gateways:
        letter = letters.get(gateway.channel)
        if letter is None:
            continue
        try:
            gateway.send(letter)
        except Unreachable as error:
            said.append(f"{gateway.channel}: {error}")
        except Unavailable as error:
            away = error
            said.append(f"{gateway.channel}: {error}")
        else:
            return gateway.channel, "; ".join(said) or None
    if away:
        raise away
    return None, "; ".join(said) or "no way to this person"
