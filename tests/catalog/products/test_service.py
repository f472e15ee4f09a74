"""Products, sizes and prices are entered by the producer's own people, within bounds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.files import Picture
from catalog.products import queries, service
from catalog.products.errors import (
    GtinInvalid,
    GtinRestricted,
    GtinTaken,
    LifeOutOfRange,
    NameMissing,
    NetOutOfRange,
    PriceOutOfRange,
    PriceUnchanged,
    PromiseImpossible,
    ReasonMissing,
    WeightOutOfRange,
)
from catalog.products.models import Product
from catalog.products.rules import NetUnit
from catalog.products.service import ProductFacts, VariantFacts
from catalog.products.signals import product_changed
from tests.factories.catalog import find_set, load_rubrics, make_producer, make_product

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
BAG = VariantFacts("túi 5 kg", Decimal(5000), NetUnit.GRAM, 168_000, 5100)
PICTURE = Picture("0123456789abcdef", 800, 600, "#aabbcc")


@pytest.fixture
def seller(db: Connection) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({make_producer().id}))


def add(seller: Actor, facts: ProductFacts) -> Product:
    with transaction():
        return service.add_product(seller, min(seller.producer_ids), facts, clock.now())


def test_adds_a_hidden_product_and_publishes_it(seller: Actor) -> None:
    load_rubrics()
    told: list[int] = []

    def note(_sender: object, product_id: int) -> None:
        told.append(product_id)

    rice = find_set(3).id
    with product_changed.connected_to(note):
        product = add(seller, ProductFacts("Gạo  thơm", rice, gtin="9520000000004"))
        assert (product.slug, product.gtin) == ("gao-thom", "09520000000004")
        with pytest.raises(NotFound):
            queries.get_product("gao-thom")
        with transaction():
            service.publish_product(seller, product.id, is_published=True)
    assert queries.get_product("gao-thom") is product
    assert told == [product.id, product.id]
    assert queries.list_of_producer(product.producer_id or 0) == [product]
    with transaction():
        service.publish_product(seller, product.id, is_published=False)
    assert queries.list_of_producer(product.producer_id or 0) == []
    assert queries.list_of_producer(product.producer_id or 0, only_published=False) == [product]


def test_a_change_keeps_the_address(seller: Actor) -> None:
    product = add(seller, ProductFacts("Gạo thơm"))
    with transaction():
        service.change_product(seller, product.id, ProductFacts("Gạo nếp", storage="Nơi khô"))
    assert (product.slug, product.folded, product.storage) == ("gao-thom", "gao nep", "Nơi khô")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (ProductFacts(" "), NameMissing),
        (ProductFacts("G" * 201), NameMissing),
        (ProductFacts("Gạo", gtin="9520000000005"), GtinInvalid),
        (ProductFacts("Gạo", gtin="123"), GtinInvalid),
        (ProductFacts("Gạo", gtin="2012345678903"), GtinRestricted),
        (ProductFacts("Gạo", shelf_life_days=0), LifeOutOfRange),
        (ProductFacts("Gạo", shelf_life_days=3_661), LifeOutOfRange),
        (ProductFacts("Gạo", shelf_life_days=30, days_left_at_delivery=30), PromiseImpossible),
        (ProductFacts("Gạo", product_set_id=99_999), NotFound),
    ],
)
def test_refuses_a_product(seller: Actor, facts: ProductFacts, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add(seller, facts)


def test_a_bar_code_belongs_to_one_product(seller: Actor) -> None:
    first = add(seller, ProductFacts("Gạo thơm", gtin="9520000000004"))
    with pytest.raises(GtinTaken):
        add(seller, ProductFacts("Gạo nếp", gtin="09520000000004"))
    with transaction():
        service.change_product(seller, first.id, ProductFacts("Gạo", gtin="9520000000004"))


def test_sizes_and_prices(seller: Actor) -> None:
    product = add(seller, ProductFacts("Gạo thơm"))
    with transaction():
        first = service.add_variant(seller, product.id, BAG, NOW)
        second = service.add_variant(seller, product.id, replace(BAG, name="túi 1 kg"), NOW)
    assert [first.position, second.position] == [0, 1]
    with transaction():
        service.change_price(seller, first.id, 170_000, "vào vụ", NOW + timedelta(days=1))
    assert queries.get_variant(first.id).price == 170_000
    entries = queries.list_prices([first.id])[first.id]
    assert [(one.price, one.reason) for one in entries] == [(168_000, None), (170_000, "vào vụ")]
    for price, reason, refusal in (
        (170_000, "vì thế", PriceUnchanged),
        (171_000, " ", ReasonMissing),
        (171_000, "x" * 201, ReasonMissing),
    ):
        with pytest.raises(refusal):
            service.change_price(seller, first.id, price, reason, NOW)
    with pytest.raises(NotFound):
        queries.get_variant(99_999)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"price": 0}, PriceOutOfRange),
        ({"price": -5}, PriceOutOfRange),
        ({"price": 500_000_001}, PriceOutOfRange),
        ({"net_amount": Decimal(0)}, NetOutOfRange),
        ({"weight_g": 0}, WeightOutOfRange),
        ({"weight_g": 200_001}, WeightOutOfRange),
        ({"name": " "}, NameMissing),
    ],
)
def test_refuses_a_size(seller: Actor, change: dict[str, object], refusal: type[Exception]) -> None:
    product = add(seller, ProductFacts("Gạo thơm"))
    with pytest.raises(refusal), transaction():
        service.add_variant(seller, product.id, replace(BAG, **change), NOW)  # type: ignore[arg-type]  # a table of fields


def test_the_same_picture_twice_is_one(seller: Actor) -> None:
    product = add(seller, ProductFacts("Gạo thơm"))
    for alt in ("", "Túi gạo"):
        with transaction():
            service.add_picture(seller, product.id, PICTURE, alt)
    assert [one.alt for one in product.pictures] == ["Gạo thơm"]


def test_other_peoples_products_are_not_there(seller: Actor) -> None:
    theirs, nobodys = make_product(), make_product(producer=None)
    for product in (theirs, nobodys):
        with pytest.raises(NotFound), transaction():
            service.change_product(seller, product.id, ProductFacts("Của tôi"))
    with pytest.raises(NotFound), transaction():
        service.add_product(seller, theirs.producer_id or 0, ProductFacts("Gạo"), clock.now())
    operator = Actor(id=1, name="Cán bộ Lan", permissions=frozenset({service.EDIT}))
    with transaction():
        service.change_product(operator, nobodys.id, ProductFacts("Gạo thơm"))
    assert nobodys.name == "Gạo thơm"
    with pytest.raises(NotFound):
        queries.get_product_by_id(99_999)
