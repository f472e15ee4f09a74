"""What the others pay whoever packs: taxed as a service, and given back by rule, to the đồng."""

from datetime import date

import pytest
from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.books import queries as books
from storefront.journal import queries as journal
from storefront.payouts import statement
from storefront.withholding import queries as withholding
from storefront.withholding import service as taxes
from storefront.withholding.models import TaxLine
from storefront.withholding.service import NewRate
from tests.factories.combos import Made, buy_combo, deliver_combo, make_combo
from tests.factories.storefront import NOW, make_rate, set_values


@pytest.fixture
def made(db: object) -> Made:
    """A household packs; of the 6.000 ₫ that the other pays 5 % and 2 % are withheld."""
    make_rate()
    made = make_combo()
    set_values(Producer, made.goods[0].seller_id, legal_form="household")
    with transaction():
        for activity, vat, pit in (("goods", 100, 50), ("services", 500, 200)):
            rate = NewRate("household", "any", vat, pit, date(2026, 1, 1), None, "Thử", activity)
            taxes.add_rate(Actor(), rate, NOW)
    return made


def taxed(made: Made, activity: str = "services") -> list[tuple[int, int, int]]:
    query = select(TaxLine).where(TaxLine.activity == activity).order_by(TaxLine.id)
    found = session.scalars(query).all()
    assert {one.producer_id for one in found} <= {made.goods[0].seller_id}
    return [(one.base, one.vat, one.pit) for one in found]


def test_who_packs_bears_the_tax_of_a_service_for_the_packing(made: Made) -> None:
    number = buy_combo(made)
    assert taxed(made) == []
    deliver_combo(number)
    assert taxed(made) == [(6_000, 300, 120)]
    assert taxed(made, "goods") == [(153_226, 1_532, 766)]
    assert sum(one.debit - one.credit for one in journal.trial_balance()) == 0
    assert books.verify().discrepancies == []


def test_the_packer_reads_both_taxes_with_their_document(made: Made) -> None:
    number = buy_combo(made)
    deliver_combo(number)
    found = statement.get_order_money(made.packer, f"{number}-1")
    assert [(one.base, document) for one, document in found.taxes] == [
        (153_226, "Thử"),
        (6_000, "Thử"),
    ]
    assert (found.split.packing, found.split.tax) == (6_000, -(1_532 + 766 + 300 + 120))
    assert statement.get_order_money(made.other, f"{number}-2").taxes == []


def test_the_filing_names_goods_and_services_apart(made: Made) -> None:
    deliver_combo(buy_combo(made))
    filed = withholding.list_month(NOW.date().replace(day=1))
    assert [(one.activity, one.sold, one.vat) for one in filed] == [
        ("goods", 153_226, 1_532),
        ("services", 6_000, 300),
    ]


def test_a_packer_that_is_no_household_bears_none(made: Made) -> None:
    set_values(Producer, made.goods[0].seller_id, legal_form="cooperative")
    deliver_combo(buy_combo(made))
    assert taxed(made) == []
