"""Until when an invoice may be asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from storefront.invoices import rules
from storefront.orders.rules import OrderStatus

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "delivered", "ends", "may"),
    [
        ("unpaid", None, None, True),
        ("placed", None, None, True),
        ("handed_over", None, None, True),
        ("delivered", NOW - HOUR, NOW + HOUR, True),
        ("delivered", NOW - HOUR, NOW, False),
        ("delivered", NOW - HOUR, None, False),
        ("cancelled", None, None, False),
        ("refused", None, None, False),
        ("undelivered", None, None, False),
    ],
)
def test_until_the_goods_are_there_and_then_until_the_deadline(
    status: str, delivered: datetime | None, ends: datetime | None, may: bool
) -> None:
    assert rules.may_ask(status, delivered, ends, NOW) is may


@pytest.mark.parametrize("status", OrderStatus)
def test_an_invoice_is_made_once_goods_change_hands(status: OrderStatus) -> None:
    assert rules.may_hand_over(status) is (status in ("handed_over", "delivered"))


@pytest.mark.parametrize(("tries", "minutes"), [(0, 1), (1, 2), (5, 32), (6, 60), (40, 60)])
def test_the_provider_is_asked_again_later_each_time(tries: int, minutes: int) -> None:
    assert rules.ask_again_at(tries, NOW) == NOW + timedelta(minutes=minutes)
