"""What the components of sellers' pages show in the style guide."""

from datetime import date
from typing import Any

from catalog.kernel.i18n import _
from storefront.seller.tasks.rules import Task

DAY = date(2026, 11, 22)


def samples() -> dict[str, Any]:
    tasks = [
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
    return {"sample_tasks": [(task, "#can-lam-mau") for task in tasks], "sample_day": DAY}
