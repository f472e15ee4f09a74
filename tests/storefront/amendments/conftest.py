"""A seller with two kinds of goods, and an order of one of them, to be added to."""

import pytest

from catalog.producers.models import Producer
from tests.factories.storefront import Goods, make_goods, make_order, make_seller


@pytest.fixture
def seller(db: object) -> Producer:
    return make_seller()


@pytest.fixture
def goods(seller: Producer) -> Goods:
    return make_goods(10, seller=seller)


@pytest.fixture
def other(seller: Producer) -> Goods:
    """Another product of the same seller: 60.000 ₫, 300 g."""
    return make_goods(5, seller=seller, name="Mật ong", price=60_000, weight_g=300)


@pytest.fixture
def number(goods: Goods) -> str:
    """Two units of 95.000 ₫ and 550 g: delivery of 1.100 g costs 35.000 ₫."""
    return f"{make_order((goods.variant_id, 2))}-1"
