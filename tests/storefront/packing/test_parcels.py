"""The parcels to be packed: first what leaves first, each with the one thing to do."""

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.packing.parcels import list_parcels
from storefront.packing.queries import count_to_pack
from tests.factories.ahead import fill_ahead, make_window, with_rate
from tests.factories.claims import make_deadlines, order_of
from tests.factories.combos import Made, buy_combo, gather, make_combo
from tests.factories.storefront import (
    TODAY,
    Goods,
    make_goods,
    make_order,
    make_rate,
    place_basket,
    set_values,
)
from tests.factories.trade import bring
from traceability.batches.models import Batch

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def goods() -> Goods:
    return make_goods(on_hand=40)


def packer(goods: Goods) -> Actor:
    return Actor(id=1, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def ordered(goods: Goods, units: int = 1) -> str:
    return f"{make_order((goods.variant_id, units))}-1"


def test_what_leaves_first_is_packed_first(goods: Goods) -> None:
    later, sooner = ordered(goods), ordered(goods)
    set_values(Order, order_of(later).id, leaves_on=TODAY.replace(day=25))
    set_values(Order, order_of(sooner).id, leaves_on=TODAY.replace(day=23))
    found = list_parcels(packer(goods), clock.now())
    assert [one.order.number for one in found] == [sooner, later]


def test_packed_orders_and_those_of_others_are_not_there(goods: Goods) -> None:
    bring(ordered(goods), OrderStatus.PACKED)
    ordered(make_goods(on_hand=10))
    assert list_parcels(packer(goods), clock.now()) == []


def test_the_hour_comes_from_the_deadlines(goods: Goods) -> None:
    ordered(goods)
    (one,) = list_parcels(packer(goods), clock.now())
    assert not one.by.has_hour
    make_deadlines()
    (one,) = list_parcels(packer(goods), clock.now())
    assert one.by.has_hour
    assert one.by.at.astimezone(clock.VIETNAM).hour == 16


def test_a_stopped_batch_leads_to_another_one(goods: Goods) -> None:
    ordered(goods)
    set_values(Batch, goods.batch_id, recall_state="recalled")
    (one,) = list_parcels(packer(goods), clock.now())
    assert one.stopped is not None
    assert one.stopped.batch_id == goods.batch_id


def test_what_was_ordered_ahead_is_no_parcel_yet() -> None:
    ahead = with_rate(make_window())
    place_basket(fill_ahead(ahead))
    assert list_parcels(ahead.seller, clock.now()) == []
    assert count_to_pack(ahead.seller) == 0


def bought() -> tuple[Made, str]:
    """A combo that was ordered, and the number of the purchase."""
    make_rate()
    made = make_combo()
    return made, buy_combo(made)


def test_goods_of_a_combo_are_brought_to_who_packs_it() -> None:
    made, number = bought()
    (one,) = list_parcels(made.other, clock.now())
    assert one.order.is_packed_by_other
    assert one.waits
    gather(number)
    assert list_parcels(made.other, clock.now()) == []
    assert count_to_pack(made.other) == 0


def test_a_combo_is_packed_once_all_of_it_is_there() -> None:
    made, number = bought()
    (one,) = list_parcels(made.packer, clock.now())
    assert one.waits
    assert [fellow.producer_id for fellow in one.fellows] == [made.goods[1].seller_id]
    gather(number)
    (one,) = list_parcels(made.packer, clock.now())
    assert not one.waits


def test_a_stopped_batch_of_another_household_stops_the_parcel_of_the_packer() -> None:
    made, number = bought()
    gather(number)
    set_values(Batch, made.goods[1].batch_id, recall_state="recalled")
    (one,) = list_parcels(made.packer, clock.now())
    assert one.stopped is None
    assert [other.number for other in one.stopped_elsewhere] == [f"{number}-2"]


def test_a_stopped_batch_of_the_packer_is_no_matter_of_the_others() -> None:
    made, _number = bought()
    set_values(Batch, made.goods[0].batch_id, recall_state="recalled")
    (one,) = list_parcels(made.other, clock.now())
    assert one.stopped is None
    assert one.stopped_elsewhere == []
