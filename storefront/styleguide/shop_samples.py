"""Values for the shop's components in the style guide."""

from datetime import UTC, date, datetime
from typing import Any

from catalog.certification.rules import UNRECOGNISED, Reason, Standing, Status
from storefront.closures.rules import Off
from storefront.floors.models import ShopLink
from storefront.insight.drawing import Figure, bars, line, lying
from storefront.insight.parts import Part
from storefront.pricing.rules.steps import Step
from storefront.shop.labels import Asked, Choice, Choices
from storefront.shop.queries import Card
from traceability.batches.rules import RecallState
from traceability.recalls.queries import Notice, StoppedBatch

OFF = Off(is_shop=True, back_on=date(2026, 12, 1))
SOLD = {2: 8, 9: 5, 16: 11, 23: 14}


def samples() -> dict[str, Any]:
    """Cards with and without stars, filters with one value chosen."""
    valid = Standing(Status.VALID, 4, Reason.VALID_TO)
    by = "HTX minh họa Ia Băng · xã Ia Băng, Gia Lai"
    cards = [
        Card(1, "ca-phe", "Cà phê rang xay Đak Đoa", by, valid, 95_000, "gói 500 g", None, True),
        Card(3, "tra", "Trà ướp sen", by, valid, 60_000, "hộp 100 g", None, True, None, OFF),
        Card(2, "gio-coi", "Giỏ cói đan tay", by, UNRECOGNISED, None, None, None, True),
    ]
    choices = Choices(
        stars=[Choice(5, "5", 3), Choice(4, "4", 12)],
        groups=[Choice(1, "Thực phẩm", 20), Choice(2, "Đồ uống", 5)],
        sets=[Choice(13, "Cà phê, ca cao", 4)],
        provinces=[Choice("52", "Gia Lai", 8)],
    )
    query = Asked("", stars=4, group=None, product_set=None, province=None)
    return {
        "shop_cards": cards,
        "sample_steps": [Step(5, 90_000), Step(20, 85_000)],
        "shop_choices": choices,
        "shop_query": query,
        "stopped_sample": _stopped(),
        "sample_shop_links": _shop_links(),
        "sample_parts": _parts(),
    }


def _parts() -> list[Part]:
    """Bars, a line and lying bars, each with its sentence."""
    days = [Figure(f"{day}/11", units, f"{day}/11: {units}") for day, units in SOLD.items()]
    goods = [Figure("Cà phê rang xay", 42, "Cà phê: 42"), Figure("Trà vỏ cà phê", 9, "Trà: 9")]
    rows = tuple((one.mark, str(one.value)) for one in days)
    said = "Tuần này bán 14 món, nhiều hơn tuần trước 3 món."
    return [
        Part("mau-cot", "Cột", said, bars(days), ("Ngày", "Món"), rows),
        Part("mau-duong", "Đường", said, line(days), ("Ngày", "Món"), rows),
        Part("mau-nam", "Cột nằm", said, lying(goods)),
        Part("mau-trong", "Chưa có gì", "Chưa có món nào để so.", None),
    ]


def _stopped() -> StoppedBatch:
    day = date(2026, 11, 17)
    notice = Notice(
        0,
        RecallState.RECALLED,
        day,
        "Nghi có mảnh thủy tinh.",
        "Không dùng, trả lại nơi bán.",
        "0900 000 000",
        None,
        "Điều hành",
    )
    return StoppedBatch(
        "MK2609-WVX2J-A",
        "Măng le khô",
        "HTX minh họa",
        RecallState.RECALLED,
        day,
        notice,
        is_made_of_it=False,
        is_demo=True,
    )


def _shop_links() -> list[ShopLink]:
    seen = datetime(2026, 11, 17, 3, tzinfo=UTC)
    return [
        ShopLink(url=f"https://{host}/minh-hoa", host=host, since=date(2026, 1, 5), checked_at=seen)
        for host in ("shopee.vn", "htx-minh-hoa.example")
    ]
