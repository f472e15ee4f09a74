"""Nobody sells another's goods without consent, and nobody is paid less than agreed."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.products.models import Product, Variant
from storefront.combos import finding, queries, service
from storefront.combos.errors import (
    AnsweredAlready,
    CannotBeSold,
    DaysInDisorder,
    FeeTooHigh,
    InAlready,
    NotToBeIn,
    OfferMoved,
    TooManyParts,
)
from storefront.combos.models import Combo, ComboPart, ComboPrice
from storefront.combos.rules import Obstacle, PartState
from tests.factories.combos import Made, agree, make_combo, make_facts, worker
from tests.factories.restrictions import make_restricted
from tests.factories.storefront import NOW, make_goods, make_seller, set_values

OPERATOR = Actor(9, "Chị Sáu", frozenset({"combos.see", "combos.change"}))


@pytest.fixture
def made(db: object) -> Made:
    return make_combo()


def state_of(made: Made, place: int = 1) -> str:
    query = select(ComboPart.state).where(ComboPart.variant_id == made.goods[place].variant_id)
    return session.scalars(query).one()


def part_id(made: Made, place: int = 1) -> int:
    query = select(ComboPart.id).where(ComboPart.variant_id == made.goods[place].variant_id)
    return session.scalars(query).one()


def obstacle_of(made: Made) -> Obstacle | None:
    return queries.offered(session.get_one(Combo, made.combo_id), clock.today()).obstacle


def test_ones_own_goods_need_no_answer_and_those_of_others_do(db: object) -> None:
    made = make_combo(is_sold=False)
    assert (state_of(made, 0), state_of(made, 1)) == (PartState.AGREED, PartState.ASKED)
    with pytest.raises(CannotBeSold), transaction():
        service.publish(made.packer, made.combo_id, NOW)
    assert finding.list_page(clock.today()).items == []


def test_what_all_agreed_to_is_sold_and_the_log_says_who_agreed(made: Made) -> None:
    assert [one.slug for one in finding.list_page(clock.today()).items] == [made.slug]
    said = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [one for one in said if one.startswith("combos.")] == [
        "combos.make",
        "combos.add_part",
        "combos.add_part",
        "combos.agree",
        "combos.publish",
    ]


def test_an_operator_asks_the_packer_too(db: object) -> None:
    goods = (make_goods(), make_goods(seller=make_seller("Hộ B")))
    with transaction():
        combo = service.make(OPERATOR, goods[0].seller_id, make_facts(), NOW)
        for one in goods:
            service.add_part(OPERATOR, combo.id, one.variant_id, 1, None, NOW)
        assert {part.state for part in combo.parts} == {PartState.ASKED.value}
        for part, one in zip(combo.parts, goods, strict=True):
            agree(worker(one.seller_id), part.id)
        service.publish(OPERATOR, combo.id, NOW)
    assert len(finding.list_page(clock.today()).items) == 1


def test_only_the_household_itself_answers_for_its_goods(db: object) -> None:
    made = make_combo(is_sold=False)
    asked = part_id(made)
    for stranger in (made.packer, worker(make_seller("Hộ lạ").id), OPERATOR, Actor()):
        with pytest.raises(NotFound), transaction():
            service.agree(stranger, asked, 1, NOW)
        with pytest.raises(NotFound), transaction():
            service.decline(stranger, asked, NOW)


def test_an_answer_is_to_what_was_read(db: object) -> None:
    made = make_combo(is_sold=False)
    with pytest.raises(OfferMoved), transaction():
        service.agree(made.other, part_id(made), 90_775, NOW)
    with transaction():
        service.agree(made.other, part_id(made), 90_774, NOW)
    with pytest.raises(AnsweredAlready), transaction():
        service.agree(made.other, part_id(made), 90_774, NOW)


def test_who_declines_or_leaves_stops_the_sale(made: Made) -> None:
    with transaction():
        service.leave(made.other, part_id(made), NOW)
    assert obstacle_of(made) == Obstacle.NOT_AGREED
    assert finding.list_page(clock.today()).items == []
    with transaction():
        service.ask_again(made.packer, made.combo_id, part_id(made), NOW)
        service.decline(made.other, part_id(made), NOW)
    assert state_of(made) == PartState.DECLINED
    with pytest.raises(AnsweredAlready), transaction():
        service.leave(made.other, part_id(made), NOW)


def test_a_lower_price_asks_again_and_a_higher_one_does_not(made: Made) -> None:
    with transaction():
        service.change(made.packer, made.combo_id, make_facts(price=300_000), NOW)
    assert state_of(made) == PartState.AGREED
    assert obstacle_of(made) is None
    with transaction():
        service.change(made.packer, made.combo_id, make_facts(price=240_000), NOW)
    assert state_of(made) == PartState.ASKED
    assert obstacle_of(made) == Obstacle.NOT_AGREED
    prices = session.scalars(select(ComboPrice.price).order_by(ComboPrice.id)).all()
    assert prices == [250_000, 300_000, 240_000]


def test_a_higher_packing_fee_asks_again(made: Made) -> None:
    with transaction():
        service.change(made.packer, made.combo_id, make_facts(packing_fee=7_000), NOW)
    assert state_of(made) == PartState.ASKED


def test_when_shelf_prices_move_nobody_is_sold_below_what_was_agreed(made: Made) -> None:
    set_values(Variant, made.goods[0].variant_id, price=200_000)
    assert obstacle_of(made) == Obstacle.LESS_THAN_AGREED
    with transaction():
        service.ask_again(made.packer, made.combo_id, part_id(made), NOW)
        agree(made.other, part_id(made))
    assert obstacle_of(made) is None


@pytest.mark.parametrize("actor", [worker(0), Actor(), worker(0, "Cán bộ", "combos.see")])
def test_others_cannot_change_a_combo(made: Made, actor: Actor) -> None:
    acts = (
        lambda: service.change(actor, made.combo_id, make_facts(), NOW),
        lambda: service.add_part(actor, made.combo_id, made.goods[0].variant_id, 1, None, NOW),
        lambda: service.remove_part(actor, made.combo_id, part_id(made), NOW),
        lambda: service.publish(actor, made.combo_id, NOW),
        lambda: service.withdraw(actor, made.combo_id),
        lambda: service.make(actor, made.goods[0].seller_id, make_facts(), NOW),
    )
    for act in acts:
        with pytest.raises(NotFound), transaction():
            act()


def test_what_is_not_sold_alone_is_not_put_in(db: object) -> None:
    made = make_combo(is_sold=False)
    bad = [
        make_goods(is_published=False),
        make_goods(is_on_sale=False),
        make_goods(net_unit="visit"),
        make_goods(seller=make_seller("Chưa xác minh", verified_on=None)),
        make_goods(seller=make_seller("Ẩn", is_listed=False)),
    ]
    unlicensed = make_goods()
    make_restricted(unlicensed.variant_id, 15, ("licence", 55), alcohol_tenths=140)
    for variant_id in [one.variant_id for one in (*bad, unlicensed)] + [10**9]:
        with pytest.raises(NotToBeIn), transaction():
            service.add_part(made.packer, made.combo_id, variant_id, 1, None, NOW)
    for quantity in (0, -1, 51, 10**12):
        with pytest.raises(NotToBeIn), transaction():
            service.add_part(
                made.packer, made.combo_id, make_goods().variant_id, quantity, None, NOW
            )
    with pytest.raises(InAlready), transaction():
        service.add_part(made.packer, made.combo_id, made.goods[0].variant_id, 1, None, NOW)


def test_a_combo_has_a_most_of_parts(made: Made) -> None:
    with transaction():
        for _ in range(10):
            one = make_goods().variant_id
            service.add_part(made.packer, made.combo_id, one, 1, None, NOW)
    with pytest.raises(TooManyParts), transaction():
        service.add_part(made.packer, made.combo_id, make_goods().variant_id, 1, None, NOW)


def test_days_and_fee_have_to_be_possible(made: Made) -> None:
    facts = make_facts()
    with pytest.raises(DaysInDisorder), transaction():
        late = replace(facts, sells_from=clock.today(), sells_to=clock.today().replace(year=2025))
        service.make(made.packer, made.goods[0].seller_id, late, NOW)
    with pytest.raises(FeeTooHigh), transaction():
        service.make(made.packer, made.goods[0].seller_id, replace(facts, packing_fee=250_000), NOW)


def test_the_same_name_twice_has_two_addresses(made: Made) -> None:
    assert made.slug == "qua-tet-vung-cao"
    with transaction():
        again = service.make(made.packer, made.goods[0].seller_id, make_facts(), NOW)
    assert again.slug == "qua-tet-vung-cao-2"


def test_goods_that_are_gone_from_the_shelf_take_the_combo_along(made: Made) -> None:
    set_values(Product, made.goods[1].product_id, is_published=False)
    assert finding.list_page(clock.today()).items == []
    with pytest.raises(NotFound):
        finding.get_shown(made.slug, clock.today())


def test_buyers_are_told_what_it_costs_one_by_one(made: Made) -> None:
    shown = finding.get_shown(made.slug, clock.today())
    assert (shown.alone, shown.saves, shown.free, shown.households) == (310_000, 60_000, 5, 2)
    assert [one.slug for one in finding.list_with(made.goods[1].product_id, clock.today())] == [
        made.slug
    ]
    assert finding.list_with(make_goods().product_id, clock.today()) == []
