"""Where buyers meet combos beside their own pages: only those that can be bought today."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, event, select, update

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from storefront.closures import service as closures
from storefront.combos import finding
from storefront.combos.models import Combo
from storefront.inventory.models import StockItem
from tests.factories.combos import Made, make_combo
from tests.visitor import Visitor


@pytest.fixture
def made(db: object) -> Made:
    return make_combo()


def address_of(made: Made, place: int) -> list[str]:
    """The pages of one part's product and producer."""
    query = (
        select(Product.slug, Producer.slug)
        .join(Variant, Variant.product_id == Product.id)
        .join(Producer, Producer.id == Product.producer_id)
        .where(Variant.id == made.goods[place].variant_id)
    )
    product, producer = session.execute(query).one()
    return [f"/san-pham/{product}", f"/chu-the/{producer}"]


def pages_of(made: Made) -> list[str]:
    return ["/", *address_of(made, 0), *address_of(made, 1)]


def shown_on(visitor: Visitor, made: Made) -> list[str]:
    return [one for one in pages_of(made) if f"/hop-qua/{made.slug}" in visitor.get(one).links]


def test_a_combo_stands_at_home_and_with_each_product_and_household(
    visitor: Visitor, made: Made
) -> None:
    assert shown_on(visitor, made) == pages_of(made)


def test_one_that_is_sold_out_stands_only_in_the_list_of_combos(
    visitor: Visitor, made: Made
) -> None:
    with transaction():
        its = StockItem.variant_id == made.goods[1].variant_id
        session.execute(update(StockItem).where(its).values(allocated=StockItem.on_hand))
    assert shown_on(visitor, made) == []
    assert f"/hop-qua/{made.slug}" in visitor.get("/hop-qua").links


def test_one_whose_shop_is_closed_is_not_offered_elsewhere(visitor: Visitor, made: Made) -> None:
    with transaction():
        closures.close(made.other, clock.today(), None, "Đám cưới con gái", clock.now())
    assert shown_on(visitor, made) == []


@pytest.mark.parametrize(
    "change", [{"sells_from": clock.today() + timedelta(days=1)}, {"is_published": False}]
)
def test_one_that_is_not_sold_today_is_nowhere(
    visitor: Visitor, made: Made, change: dict[str, object]
) -> None:
    with transaction():
        session.execute(update(Combo).values(**change))
    assert shown_on(visitor, made) == []


def test_one_that_waits_for_an_answer_is_nowhere(visitor: Visitor, db: object) -> None:
    made = make_combo(is_sold=False)
    assert shown_on(visitor, made) == []


def test_however_many_combos_the_questions_to_the_database_stay_the_same(
    db: Connection, made: Made
) -> None:
    asked: list[str] = []
    event.listen(db, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def count() -> int:
        session.expunge_all()
        asked.clear()
        finding.list_of(made.goods[1].seller_id, clock.today())
        return len([one for one in asked if one.startswith("SELECT")])

    few = count()
    for number in range(4):
        make_combo(goods=made.goods, name=f"Hộp thứ {number}")
    assert len(finding.list_of(made.goods[1].seller_id, clock.today())) == 5
    assert count() == few


@pytest.mark.parametrize("asked", ["quà tết", "qua tet", "hộp quà vùng cao"])
def test_the_search_finds_combos_beside_the_products(
    visitor: Visitor, made: Made, asked: str
) -> None:
    page = visitor.get(f"/san-pham?q={asked}")
    assert f"/hop-qua/{made.slug}" in page.links
    assert f"/hop-qua/{made.slug}" in visitor.get(f"/san-pham?q={asked}&lang=en").links


@pytest.mark.parametrize("question", ["q=quả+tết", "q=ca+phe", "q=", "q=qua+tet&sao=4"])
def test_the_search_shows_no_combo_that_was_not_asked_for(
    visitor: Visitor, made: Made, question: str
) -> None:
    assert f"/hop-qua/{made.slug}" not in visitor.get(f"/san-pham?{question}").links


def test_what_is_sold_out_is_found_after_what_can_be_bought(made: Made, db: object) -> None:
    gone = make_combo(11, 1, goods=made.goods, name="Quà Tết lớn")
    found = finding.search("qua tet", clock.today())
    assert [one.id for one in found] == [made.combo_id, gone.combo_id]


def test_a_search_that_finds_no_combo_asks_one_question(db: Connection, made: Made) -> None:
    asked: list[str] = []
    event.listen(db, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert finding.search("không có", clock.today()) == []
    assert len([one for one in asked if one.startswith("SELECT")]) == 1
