"""A day of the shop ends at midnight in Vietnam, which is 17:00 in UTC, leap days included."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from storefront.books import queries as books
from storefront.commission import service as commission
from storefront.commission.service import NewRule
from storefront.payouts import papers, statement
from storefront.withholding import queries as taxes
from storefront.withholding import service as withholding
from storefront.withholding.service import NewRate
from tests.factories.promotions import make_promotion
from tests.factories.storefront import make_goods
from tests.factories.trade import earn

SAU = Actor(id=3, name="Sáu")
DAY = timedelta(days=1)
MIDNIGHT = time(17, tzinfo=UTC)
LAST_DAYS = [
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2027, 2, 28),
    date(2027, 12, 31),
    date(2028, 1, 31),
    date(2028, 4, 30),
]


@pytest.mark.parametrize("day", LAST_DAYS)
def test_rules_tax_cuts_and_statements_change_with_the_day(db: object, day: date) -> None:
    end = datetime.combine(day, MIDNIGHT)
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        goods = make_goods(10, price=100_000)
        for first, last, rate in ((date(2026, 1, 1), day, 100), (day + DAY, None, 200)):
            with transaction():
                rule = NewRule("Chung", "all", None, 5 * rate, 0, 0, None, 0, first, "QC")
                row = commission.add_rule(SAU, rule, clock.now())
                if last:
                    commission.close_rule(SAU, row.id, last)
                new = NewRate("unknown", "any", rate, 0, first, last, "NĐ")
                withholding.add_rate(SAU, new, clock.now())
        cut = {"kind": "percent", "amount": 0, "percent_bp": 1_000}
        make_promotion(starts_on=day, ends_on=day, **cut)
        seller, before = earn(goods=goods)
    with time_machine.travel(end, tick=False):
        assert clock.today() == day + DAY
        _, after = earn(goods=goods)
        actor = Actor(id=7, producer_ids=frozenset({seller}))
        found = {}
        for number in (before, after):
            split = statement.get_order_money(actor, number).split
            found[number] = (split.goods + split.subsidy, split.subsidy, split.fee, split.tax)
        # The platform pays the cut: the seller's 100.000 bear the fee, what was paid the tax.
        assert found == {
            before: (100_000, 10_000, -5_000, -900),
            after: (100_000, 0, -10_000, -2_000),
        }
        for number, on in ((before, day), (after, day + DAY)):
            month = papers.of_month(actor, on.replace(day=1), clock.now())
            assert month.days[number] == on
            assert (before in month.orders) == (on.month == day.month)
            filed = taxes.list_month(on.replace(day=1))
            same_month = (day + DAY).month == day.month
            assert [one.orders for one in filed] == [2 if same_month else 1]
            assert (month.opening or 0) + month.sum.by_platform == month.closing
        assert books.verify().discrepancies == []
