"""Forms of prices."""

from collections.abc import Iterator
from typing import Any

from catalog.kernel.forms import HouseForm
from catalog.kernel.forms import WholeNumberField as Whole
from catalog.kernel.i18n import lazy_
from catalog.products.rules import DEAREST
from storefront.pricing.rules.steps import MOST_STEPS, MOST_UNITS, Step


def _units() -> Whole:
    return Whole(lazy_("Mua từ"), least=0, most=MOST_UNITS, may_be_empty=True)


def _price() -> Whole:
    return Whole(lazy_("Giá mỗi đơn vị (đồng)"), least=0, most=DEAREST, may_be_empty=True)


class StepsForm(HouseForm):
    """Up to five rows "from so many units: price"; empty rows are none."""

    units_1, price_1 = _units(), _price()
    units_2, price_2 = _units(), _price()
    units_3, price_3 = _units(), _price()
    units_4, price_4 = _units(), _price()
    units_5, price_5 = _units(), _price()

    @property
    def rows(self) -> Iterator[tuple[int, Any, Any]]:
        """The number of each row with its two fields."""
        for number in range(1, MOST_STEPS + 1):
            yield number, self[f"units_{number}"], self[f"price_{number}"]

    def fill(self, steps: tuple[Step, ...]) -> None:
        """Show what is in force."""
        for (_, units, price), step in zip(self.rows, steps, strict=False):
            units.data, price.data = step.from_units, step.price

    def steps(self) -> dict[int, Step]:
        """The rows that were filled in, by their number; half a row counts with 0."""
        return {
            number: Step(units.data or 0, price.data or 0)
            for number, units, price in self.rows
            if units.data is not None or price.data is not None
        }
