"""Invented yields, so that there is something to hold claims against. None of them is a fact."""

from decimal import Decimal

from catalog.kernel.actor import Actor
from storefront.demo.days import Days
from storefront.demo.origin import OFFICER
from traceability.balance import service
from traceability.balance.service import NewCap

SOURCE = "Số bịa để minh họa"
TOLERANCE = 10
PER_HECTARE = (
    ("Lúa thơm", "65", "tạ"),
    ("Cà phê", "12", "tấn"),
    ("Hồ tiêu", "200", "yến"),
    ("Xoài", "15", "tấn"),
    ("Sầu riêng Ri6", "18", "tấn"),
    ("Bưởi da xanh", "170", "tạ"),
)
"""The pepper garden of the demonstration is too small for what it sold: something to look at."""


def add_caps(days: Days) -> None:
    """One season for each crop, around the day of loading, and what may be exceeded."""
    officer = Actor(name=OFFICER)
    for crop, amount, unit in PER_HECTARE:
        given = NewCap(
            crop=crop,
            season=f"Vụ {days.today.year} (minh họa)",
            first_day=days.ago(300),
            last_day=days.ago(-60),
            amount=Decimal(amount),
            unit=unit,
            source=SOURCE,
            is_demo=True,
        )
        service.add_cap(officer, given, days.now)
    service.set_tolerance(officer, TOLERANCE, days.today, SOURCE, days.now)
