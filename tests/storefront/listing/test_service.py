"""Goods come onto the shelf whole: product, size, photo, batch, stock; or not at all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.files import Picture
from catalog.products.errors import PriceOutOfRange
from catalog.products.models import Product
from catalog.products.rules import NetUnit
from catalog.products.service import ProductFacts, VariantFacts
from storefront.inventory import queries as inventory
from storefront.inventory.errors import NothingReceived
from storefront.listing import service
from storefront.listing.service import Goods
from tests.factories.catalog import TODAY, make_producer
from traceability.batches.errors import NotADate
from traceability.batches.models import Batch

PHOTO = Picture("0123456789abcdef", 800, 600, "#aabbcc")
BOTTLE = VariantFacts("chai 500 ml", Decimal(500), NetUnit.MILLILITRE, 185_000, 750)
HONEY = Goods(ProductFacts("Mật ong sú vẹt"), BOTTLE, 20, (PHOTO,))


@pytest.fixture
def seller(db: object) -> Actor:
    producer = make_producer(verified_on=TODAY)
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({producer.id}))


def put_up(seller: Actor, goods: Goods) -> Product:
    with transaction():
        return service.list_goods(seller, min(seller.producer_ids), goods, clock.now())


def test_what_is_listed_can_be_bought_from_a_batch_with_a_code(seller: Actor) -> None:
    product = put_up(seller, HONEY)
    assert product.is_published
    assert [one.digest for one in product.pictures] == [PHOTO.digest]
    (variant,) = product.variants
    available = inventory.available_for([variant.id], TODAY)[variant.id]
    assert available.free == 20
    batch = session.scalars(select(Batch)).one()
    assert available.batches[0].code == batch.code
    assert (batch.kind, batch.unit, batch.unit_name) == ("packed", "piece", "chai 500 ml")
    assert (batch.quantity, batch.piece_amount, batch.piece_unit) == (20, Decimal("0.5"), "l")
    assert not inventory.list_drift()


def test_an_unknown_day_of_packing_stays_unknown(seller: Actor) -> None:
    put_up(seller, HONEY)
    put_up(seller, replace(HONEY, packed_on=date(2026, 11, 20)))
    days = session.scalars(select(Batch.packed_on).order_by(Batch.id)).all()
    assert days == [None, date(2026, 11, 20)]


def test_goods_counted_in_pieces_say_nothing_of_weight(seller: Actor) -> None:
    basket = VariantFacts("cái", Decimal(1), NetUnit.PIECE, 90_000, 400)
    put_up(seller, replace(HONEY, size=basket))
    batch = session.scalars(select(Batch)).one()
    assert (batch.piece_amount, batch.piece_unit) == (None, None)


def test_goods_that_are_not_there_yet_have_no_batch(seller: Actor) -> None:
    product = put_up(seller, replace(HONEY, quantity=0))
    assert product.is_published
    assert session.scalar(select(func.count(Batch.id))) == 0


def test_goods_without_a_photo_stay_hidden(seller: Actor) -> None:
    assert not put_up(seller, replace(HONEY, pictures=())).is_published


@pytest.mark.parametrize(
    ("goods", "refusal"),
    [
        (replace(HONEY, size=replace(BOTTLE, price=0)), PriceOutOfRange),
        (replace(HONEY, quantity=100_001), NothingReceived),
        (replace(HONEY, packed_on=date(2026, 11, 23)), NotADate),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    seller: Actor, goods: Goods, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        put_up(seller, goods)
    assert session.scalar(select(func.count(Product.id))) == 0
    assert session.scalar(select(func.count(Batch.id))) == 0


def test_nobody_lists_in_the_name_of_another_producer(seller: Actor) -> None:
    other = make_producer("HTX khác")
    with pytest.raises(NotFound), transaction():
        service.list_goods(seller, other.id, HONEY, clock.now())
