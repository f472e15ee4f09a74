"""An invented combo for the style guide: as buyers see it, in a basket, and as its orders."""

from datetime import UTC, date, datetime
from typing import Any

from catalog.certification.rules import UNRECOGNISED, Reason, Standing, Status
from catalog.restrictions.rules import FREE
from storefront.basket.rules.combos import ComboLine
from storefront.combos.showing import Shown, ShownPart

SOLD = datetime(2026, 11, 21, 3, tzinfo=UTC)
FOUR = Standing(Status.VALID, 4, Reason.VALID_TO)
TEA_LINE = {
    "quantity": 2,
    "product_name": "Trà sen",
    "batch_id": 7,
    "batch_code": "TS2611-WVX2J-A",
}


def samples() -> dict[str, Any]:
    """What templates/storefront/styleguide/_combos.html shows."""
    sale = {
        "name": "Quà Tết vùng cao",
        "slug": "qua-tet",
        "quantity": 2,
        "total": 500_000,
        "packer_name": "HTX minh họa Ia Băng",
        "packer_phone": "+842693890001",
    }
    tea = {
        "number": "DH26AAAAAAA-2",
        "seller_name": "Hộ minh họa Trà",
        "status": "placed",
        "at_packer_at": None,
        "packing_fee": 12_000,
        "kind": "goods",
        "items_total": 240_000,
        "shipping_fee": 0,
        "discount": 0,
        "shipping_discount": 0,
        "total": 240_000,
        "combo_sale": sale,
        "is_packed_by_other": True,
        "seller_phone": "+842693890002",
        "lines": [TEA_LINE],
    }
    return {
        "sample_combo": shown(),
        "sample_combo_line": in_basket(),
        "sample_combo_packed": {**tea, "is_packed_by_other": False},
        "sample_combo_fellows": [tea, {**tea, "at_packer_at": SOLD}],
        "sample_combo_brought": tea,
        "sample_combo_stopped": {TEA_LINE["batch_id"]: "recalled"},
    }


def shown() -> Shown:
    parts = (
        _part("Cà phê rang xay", "gói 500 g", 2, 190_000, FOUR),
        _part("Trà sen", "hộp 100 g", 1, 120_000, UNRECOGNISED),
    )
    return Shown(
        id=1,
        slug="qua-tet",
        name="Quà Tết vùng cao",
        story=None,
        picture=None,
        price=250_000,
        packer_name="HTX minh họa Ia Băng",
        packer_slug="minh-hoa",
        packer_place="xã Ia Băng, Gia Lai",
        sells_to=date(2027, 2, 5),
        parts=parts,
        free=3,
        off=None,
        is_demo=True,
    )


def _part(name: str, size: str, units: int, alone: int, standing: Standing) -> ShownPart:
    return ShownPart(
        product_id=units,
        product_name=name,
        product_slug="ca-phe",
        variant_name=size,
        quantity=units,
        seller_id=units,
        seller_name="HTX minh họa Ia Băng" if units > 1 else "Hộ minh họa Trà",
        seller_slug="htx",
        seller_place="xã Ia Băng, Gia Lai",
        story="Rang trong tuần gói hộp.",
        alone=alone,
        standing=standing,
        picture=None,
        asked=FREE,
    )


def in_basket() -> ComboLine:
    return ComboLine(
        combo_id=1,
        name="Quà Tết vùng cao",
        slug="qua-tet",
        picture=None,
        packer_id=1,
        packer_name="HTX minh họa Ia Băng",
        quantity=2,
        price=250_000,
        price_shown=240_000,
        is_sold=True,
        most=3,
        households=2,
    )
