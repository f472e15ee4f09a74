"""What the others pay whoever packs: taxed as a service, and given back by rule, to the đồng."""

from datetime import date

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.books import queries as books
from storefront.claims import answering
from storefront.claims.answering import Answer
from storefront.claims.models import Claim
from storefront.claims.rules import ClaimKind, Outcome
from storefront.deadlines import service as deadlines
from storefront.deadlines.rules import What
from storefront.deadlines.service import NewDeadline
from storefront.journal import queries as journal
from storefront.journal.models import JournalEntry
from storefront.orders import service
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import refunding
from storefront.payments.rules import Payer
from storefront.payouts import statement
from storefront.withholding import queries as withholding
from storefront.withholding import service as taxes
from storefront.withholding.models import TaxLine
from storefront.withholding.service import NewRate
from tests.factories.claims import make_claim, make_deadlines, order_of
from tests.factories.combos import Made, buy_combo, deliver_combo, make_combo, worker
from tests.factories.storefront import NOW, make_goods, make_rate, make_seller, saving, set_values


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


@pytest.fixture
def number(made: Made) -> str:
    """A delivered combo of two orders: 153.226 ₫ of the packer's, 96.774 ₫ of the other's."""
    make_deadlines()
    number = buy_combo(made)
    deliver_combo(number)
    return number


def settle(number: str, amount: int, kind: ClaimKind, of: dict[int, int] | None = None) -> None:
    """A claim about an order, answered with so much money."""
    claim_number = make_claim(number, kind=kind, of=of)
    with transaction():
        claim = session.scalars(select(Claim).where(Claim.number == claim_number)).one()
        given = Answer(Outcome.REFUND, None, amount, Payer.PLATFORM)
        answering.answer(claim, given, Party.SELLER, Actor(name="Hoa"), clock.now())


def fees(made: Made, number: str) -> tuple[int, int]:
    """What of the packing stands with the packer and with the other, to their good."""
    one = statement.get_order_money(made.packer, f"{number}-1").split.packing
    other = statement.get_order_money(made.other, f"{number}-2").split.packing
    assert sum(line.debit - line.credit for line in journal.trial_balance()) == 0
    assert books.verify().discrepancies == []
    return one, other


@pytest.mark.parametrize("kind", [ClaimKind.DAMAGED, ClaimKind.WRONG, ClaimKind.MISSING])
def test_a_whole_return_for_the_packers_fault_gives_the_fee_and_its_tax_back(
    made: Made, number: str, kind: ClaimKind
) -> None:
    settle(f"{number}-2", 96_774, kind)
    assert fees(made, number) == (0, 0)
    assert taxed(made) == [(6_000, 300, 120), (-6_000, -300, -120)]


@pytest.mark.parametrize("kind", [ClaimKind.SPOILED, ClaimKind.NOT_AS_DESCRIBED])
def test_goods_that_are_at_fault_themselves_were_packed_all_the_same(
    made: Made, number: str, kind: ClaimKind
) -> None:
    settle(f"{number}-2", 96_774, kind)
    assert fees(made, number) == (6_000, -6_000)
    assert taxed(made) == [(6_000, 300, 120)]


def test_in_parts_it_comes_back_in_proportion_and_ends_in_all_of_it(made: Made) -> None:
    make_deadlines()
    number = buy_combo(made, 3)
    deliver_combo(number)
    for amount, left in ((100_000, 18_000 - 6_200), (90_322, 18_000 - 11_800), (100_000, 0)):
        settle(f"{number}-2", amount, ClaimKind.DAMAGED)
        assert fees(made, number) == (left, -left)
    back = taxed(made)[1:]
    assert tuple(sum(one) for one in zip(*back, strict=True)) == (-18_000, -900, -360)


def test_a_change_of_mind_gives_nothing_back_until_all_of_the_combo_came_back(
    made: Made, number: str
) -> None:
    allow_change_of_mind()
    settle(f"{number}-2", 96_774, ClaimKind.CHANGED_MIND)
    assert fees(made, number) == (6_000, -6_000)
    settle(f"{number}-1", 153_226, ClaimKind.CHANGED_MIND, of=lines_of(f"{number}-1"))
    assert fees(made, number) == (0, 0)
    assert taxed(made) == [(6_000, 300, 120), (-6_000, -300, -120)]


def test_who_sent_goods_at_fault_bears_the_packing_of_a_combo_that_came_back(
    made: Made, number: str
) -> None:
    allow_change_of_mind()
    settle(f"{number}-1", 153_226, ClaimKind.CHANGED_MIND, of=lines_of(f"{number}-1"))
    settle(f"{number}-2", 96_774, ClaimKind.SPOILED)
    assert fees(made, number) == (6_000, -6_000)


def test_fees_of_several_households_come_back_to_the_last_dong(db: object) -> None:
    make_rate()
    make_deadlines()
    made = make_combo(1, 1, 1, 1, price=399_999, packing_fee=10_000)
    number = buy_combo(made)
    deliver_combo(number)
    paid = [of_packing(f"{number}-{one}") for one in range(1, 5)]
    assert sum(paid) == 0
    assert sorted(paid)[:3] == [-3_334, -3_333, -3_333]
    for one in range(2, 5):
        settle(f"{number}-{one}", order_of(f"{number}-{one}").total, ClaimKind.WRONG)
    assert [of_packing(f"{number}-{one}") for one in range(1, 5)] == [0, 0, 0, 0]
    assert books.verify().discrepancies == []


def test_goodwill_without_a_claim_moves_no_fee(made: Made, number: str) -> None:
    with transaction():
        refunding.promise(f"{number}-2", 96_774, Payer.PLATFORM, "Quý khách", clock.now())
    assert fees(made, number) == (6_000, -6_000)


def test_what_never_arrived_has_moved_no_fee(made: Made) -> None:
    number = buy_combo(made)
    with transaction():
        service.change(
            order_of(f"{number}-1"), OrderStatus.REFUSED, Party.SELLER, Actor(), NOW, "Hết hàng"
        )
    assert session.scalars(select(JournalEntry).where(JournalEntry.kind == "packing")).all() == []


def test_a_hub_packs_others_goods_in_a_basket_of_its_own(db: object) -> None:
    make_rate()
    hub = make_seller("Điểm du lịch")
    goods = (
        make_goods(10, name="Giỏ tre", price=20_000, seller=hub),
        make_goods(10, name="Cà phê", seller=make_seller("Hộ Cà phê")),
        make_goods(10, name="Trà", price=120_000, seller=make_seller("Hộ Trà")),
    )
    made = make_combo(1, 1, 1, goods=goods, packing_fee=15_000)
    number = buy_combo(made)
    basket, *others = (order_of(f"{number}-{one}") for one in (1, 2, 3))
    assert (basket.producer_id, basket.is_packed_by_other) == (hub.id, False)
    assert basket.shipping_fee > 0
    assert {one.shipping_fee for one in others} == {0}
    assert sum(one.packing_fee for one in others) == 15_000
    deliver_combo(number)
    assert of_packing(f"{number}-1") == 15_000
    assert books.verify().discrepancies == []


def of_packing(number: str) -> int:
    order = order_of(number)
    actor = worker(order.producer_id)
    return statement.get_order_money(actor, number).split.packing


def lines_of(number: str) -> dict[int, int]:
    return {line.id: line.quantity for line in order_of(number).lines}


def allow_change_of_mind() -> None:
    """The law, or the shop, gives a week."""
    new = NewDeadline(What.CLAIM_WINDOW, 168, clock.today(), "Thử", "changed_mind")
    with saving():
        deadlines.add(Actor(name="Sáu"), new, clock.now())
