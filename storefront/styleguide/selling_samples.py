"""What the components of sellers' pages show in the style guide."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from catalog.kernel.i18n import _
from storefront.packing.how_to import HOW_TO
from storefront.packing.labels import pack_by_words
from storefront.packing.rules import PackBy
from storefront.seller.talk import Said
from storefront.seller.tasks.rules import Task

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def samples() -> dict[str, Any]:
    return {
        "sample_tasks": [(task, "#can-lam-mau") for task in _tasks()],
        "sample_day": DAY,
        "sample_parcels": _parcels(),
        "sample_pack_by": pack_by_words,
        "sample_now": NOW,
        "sample_guide": HOW_TO[0],
        "sample_said": [(one, "#noi-mau") for one in _said()],
    }


def _tasks() -> list[Task]:
    return [
        Task(
            what=_("Sao OCOP của %(goods)s", goods="Cà phê Ia Băng"),
            why=_("Sắp hết hạn."),
            do=_("Xem sản phẩm"),
            endpoint="shop.products",
            due=due,
            is_urgent=is_urgent,
        )
        for due, is_urgent in (
            (date(2026, 11, 20), False),
            (None, True),
            (date(2027, 1, 5), False),
            (None, False),
        )
    ]


def _parcels() -> list[SimpleNamespace]:
    """To be packed, late with a stopped batch, and for tomorrow with one of another household."""
    return [
        SimpleNamespace(
            order=_order(f"DH26MAU{number}-1"),
            by=PackBy(NOW + timedelta(hours=hours), has_hour=True),
            stopped=SimpleNamespace(id=1, batch_code="B26-MAU001") if number == 2 else None,
            stopped_elsewhere=[{"seller_name": "Hộ minh họa Trà"}] if number == 3 else [],
            held_back={},
            pictures={},
            fellows=[],
            waits=False,
        )
        for number, hours in ((1, 6), (2, -1), (3, 30))
    ]


def _order(number: str) -> SimpleNamespace:
    line = SimpleNamespace(
        quantity=2,
        variant_id=1,
        variant_name="gói 500 g",
        product_name="Cà phê Ia Băng",
        batch_code="B26-MAU001",
    )
    return SimpleNamespace(
        number=number,
        version=1,
        lines=[line],
        goes_to=SimpleNamespace(name="Chị Mận", commune_name="Ninh Kiều"),
        group=SimpleNamespace(phone="+84912345678"),
        is_packed_by_other=False,
        combo_sale=None,
    )


def _said() -> list[Said]:
    return [
        Said(
            kind=_("Câu hỏi"),
            about="Cà phê Ia Băng",
            words="Rang mộc hay có tẩm bơ?",
            at=NOW,
            endpoint="",
            args={},
            waits=waits,
        )
        for waits in (True, False)
    ]
