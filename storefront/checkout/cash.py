"""Cash on delivery at checkout: whether it is to be had, and the code that confirms a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalog.kernel.db import transaction
from storefront.basket.rules.lines import LineFacts
from storefront.basket.rules.parts import BasketView
from storefront.checkout.rules import Quote
from storefront.cod import queries as cod
from storefront.cod import service as control
from storefront.cod.errors import CannotConfirm, NoCash
from storefront.cod.queries import Verdict
from storefront.cod.service import Given
from storefront.config import Config
from storefront.messages.providers import can_text
from storefront.one_time_codes import service as codes
from storefront.one_time_codes.errors import CodeUsed
from storefront.one_time_codes.rules import Ask, Purpose


@dataclass(frozen=True)
class Confirming:
    """Whose number is to be confirmed for which form."""

    phone: str
    form_key: str
    network: str
    language: str


@dataclass(frozen=True)
class Payer:
    """Who would pay on delivery, as far as the form and the session say."""

    phone: str | None
    account_id: int | None


def why_not(basket: BasketView, payer: Payer, config: Config, on: date) -> Any:
    """The words for a buyer who cannot pay on delivery, or None: it is offered."""
    lines = [line for part in basket.sellers for line in part.lines]
    goods = _variants(lines)
    verdict = cod.verdict(payer.phone, basket.items_total, goods, on, payer.account_id)
    try:
        control.refuse_cash(verdict)
        if verdict.needs_code and not can_text(config):
            raise CannotConfirm
    except NoCash as error:
        return error.message
    return None


def verdict_of(quote: Quote, payer: Payer, on: date) -> Verdict:
    """What the rules say of the purchase as it will be placed."""
    lines = [line for seller in quote.sellers for line in seller.part.lines]
    return cod.verdict(payer.phone, quote.total, _variants(lines), on, payer.account_id)


def send_code(secret: str, asking: Confirming, now: datetime) -> None:
    """Send the code that confirms the number; raises the refusals of codes."""
    ask = Ask(
        phone=asking.phone,
        purpose=Purpose.CONFIRM_ORDER,
        subject=asking.form_key,
        network=asking.network,
        language=asking.language,
    )
    with transaction():
        codes.send_code(secret, ask, now)


def spend_try(secret: str, asking: Confirming, typed: str, now: datetime) -> Given | None:
    """Count the try before anything is placed; None for a code that has placed the order."""
    try:
        with transaction():
            code_id = codes.spend_try(
                secret, asking.phone, Purpose.CONFIRM_ORDER, asking.form_key, now
            )
    except CodeUsed:  # the same form again: placing finds what it placed
        return None
    return Given(secret, code_id, typed)


def _variants(lines: Iterable[LineFacts]) -> set[int]:
    return {line.variant_id for line in lines}
