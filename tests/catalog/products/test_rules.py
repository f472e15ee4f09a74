"""Prices that can be compared, and what keeps a product from the shelf."""

from decimal import Decimal

import pytest

from catalog.kernel.i18n import speaking
from catalog.products import labels, rules
from catalog.products.rules import Missing, NetUnit


@pytest.mark.parametrize(
    ("price", "net", "unit", "text"),
    [
        (95_000, "500", NetUnit.GRAM, "190.000\u00a0₫/kg"),
        (168_000, "5000", NetUnit.GRAM, "33.600\u00a0₫/kg"),
        (185_000, "500", NetUnit.MILLILITRE, "370.000\u00a0₫/lít"),
        (100_000, "3", NetUnit.PIECE, "33.333\u00a0₫/cái"),
        (250_000, "1", NetUnit.VISIT, "250.000\u00a0₫/lượt"),
        (1, "7", NetUnit.GRAM, "143\u00a0₫/kg"),
    ],
)
def test_unit_price(price: int, net: str, unit: NetUnit, text: str) -> None:
    assert labels.unit_price_text(price, Decimal(net), unit) == text


@pytest.mark.parametrize(
    ("net", "unit", "text"),
    [
        ("500.000", "g", "500\u00a0g"),
        ("1500", "g", "1,5\u00a0kg"),
        ("750", "ml", "750\u00a0ml"),
        ("2000", "ml", "2\u00a0lít"),
        ("6", "piece", "6\u00a0cái"),
        ("100", "g", "100\u00a0g"),
    ],
)
def test_net_content(net: str, unit: str, text: str) -> None:
    assert labels.net_text(Decimal(net), unit) == text


def test_net_content_in_english(app: object) -> None:
    with app.app_context(), speaking("en"):  # type: ignore[attr-defined]  # the fixture's Flask
        assert labels.net_text(Decimal("1500"), "g") == "1.5\u00a0kg"


def test_what_is_missing_for_sale() -> None:
    everything = {
        "has_name": True,
        "has_producer": True,
        "has_set": True,
        "has_summary": True,
    }
    assert rules.missing_for_sale(**everything, pictures=1, variants_on_sale=1) == []
    assert rules.missing_for_sale(
        **{**everything, "has_set": False}, pictures=0, variants_on_sale=0
    ) == [Missing.PRODUCT_SET, Missing.PICTURE, Missing.VARIANT]
    assert set(labels.MISSING) == set(Missing)


@pytest.mark.parametrize(
    ("days_left", "promised", "kept"),
    [(30, 30, True), (29, 30, False), (1, None, True), (0, None, False)],
)
def test_the_promise_at_delivery(days_left: int, promised: int | None, kept: bool) -> None:
    assert rules.is_promise_kept(days_left, promised) is kept


@pytest.mark.parametrize(
    ("shelf", "promised", "possible"),
    [(90, 30, True), (90, 90, False), (90, 0, False), (None, 30, True), (90, None, True)],
)
def test_no_more_is_promised_than_there_is(
    shelf: int | None, promised: int | None, possible: bool
) -> None:
    assert rules.is_promise_possible(shelf, promised) is possible
