"""The orders of a combo take every step together, or none does."""

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Variant
from storefront.amendments import offering
from storefront.amendments import service as amendments
from storefront.amendments.errors import WholeCombo
from storefront.amendments.service import Act
from storefront.inventory.errors import OtherBatchShort
from storefront.messages.models import Message
from storefront.orders import service
from storefront.orders.errors import (
    BatchStopped,
    NoSuchOrder,
    NotAllAtPacker,
    NotPossible,
    PackedElsewhere,
)
from storefront.orders.models import Order, Parcel
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import bringing, picking, returning
from storefront.packing.queries import get_order_to_bring
from storefront.parcels.queries import get_contents
from storefront.payments.models import PaymentShare
from tests.factories.combos import (
    Made,
    buy_combo,
    fill_combo,
    gather,
    make_combo,
    worker,
)
from tests.factories.storefront import (
    make_goods,
    make_rate,
    make_stock,
    place_basket,
    set_values,
)
from tests.factories.trade import bring
from tests.storefront.combos.buying import allocated, check_books, on_hand, orders_of
from traceability.batches.models import Batch


@pytest.fixture
def made(db: object) -> Made:
    make_rate()
    return make_combo()


def test_only_the_packer_takes_steps_and_only_with_all_goods_there(made: Made) -> None:
    number = buy_combo(made)
    with pytest.raises(NotAllAtPacker, match="Trà 1"), transaction():
        step(f"{number}-1", OrderStatus.PACKED)
    with pytest.raises(PackedElsewhere), transaction():
        step(f"{number}-2", OrderStatus.PACKED)
    gather(number)
    with pytest.raises(PackedElsewhere), transaction():
        step(f"{number}-2", OrderStatus.PACKED)
    bring(f"{number}-1", OrderStatus.PACKED)
    assert {one.status for one in orders_of(number)} == {"packed"}
    assert session.scalar(select(func.count(Parcel.id))) == 1
    with pytest.raises(PackedElsewhere), transaction():
        step(f"{number}-2", OrderStatus.HANDED_OVER)
    bring(f"{number}-1", OrderStatus.HANDED_OVER)
    assert on_hand(made) == [8, 9]
    with pytest.raises(PackedElsewhere), transaction():
        step(f"{number}-2", OrderStatus.UNDELIVERED)
    check_books()


def step(number: str, end: OrderStatus, by: Party = Party.SELLER) -> None:
    order = session.scalars(select(Order).where(Order.number == number)).one()
    service.change(order, end, by, Actor(), clock.now(), "sold_out")


def test_goods_come_to_the_packer_once(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    packer, other = orders_of(number)
    assert packer.at_packer_at is None
    assert other.at_packer_at is not None
    for order in (packer, other):
        with pytest.raises(NotPossible), transaction():
            again = session.get_one(Order, order.id)
            bringing.bring_to_packer(again, Actor(), clock.now())


def test_the_parcels_code_opens_all_that_is_inside(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    code = session.scalars(select(Parcel.code)).one()
    inside = get_contents(code, clock.today()).inside
    assert [one.batch_code for one in inside] == [one.code for one in made.goods]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"recall_state": "recalled"}, 0),
        ({"recall_state": "recalled"}, 1),
        ({"recall_state": "quarantined"}, 1),
        ({"released_at": None}, 1),
        ({"best_before": clock.today().replace(year=2025)}, 1),
    ],
)
def test_a_batch_that_may_not_leave_keeps_all_of_it_here(
    made: Made, values: dict[str, object], place: int
) -> None:
    number = buy_combo(made)
    gather(number)
    set_values(Batch, made.goods[place].batch_id, **values)
    with pytest.raises(BatchStopped), transaction():
        step(f"{number}-1", OrderStatus.PACKED)
    assert {one.status for one in orders_of(number)} == {"placed"}
    assert session.scalar(select(func.count(Parcel.id))) == 0


def test_goods_that_may_not_leave_the_house_are_not_brought_to_the_packer(made: Made) -> None:
    number = buy_combo(made)
    set_values(Batch, made.goods[1].batch_id, recall_state="recalled")
    with pytest.raises(BatchStopped):
        gather(number)
    session.expire_all()
    assert all(one.at_packer_at is None for one in orders_of(number))


def test_a_part_is_not_filled_from_a_batch_that_was_recalled(made: Made) -> None:
    number = buy_combo(made)
    other = make_stock(session.get_one(Variant, made.goods[1].variant_id), 5)
    set_values(Batch, other.batch_id, recall_state="recalled")
    order = session.scalars(select(Order).where(Order.number == f"{number}-2")).one()
    with pytest.raises(OtherBatchShort), transaction():
        picking.repick(order, order.lines[0].id, other.id, made.other, clock.now())
    assert order.lines[0].batch_id == made.goods[1].batch_id


def test_a_batch_recalled_after_packing_keeps_the_parcel_in_the_house(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    set_values(Batch, made.goods[1].batch_id, recall_state="recalled")
    with pytest.raises(BatchStopped), transaction():
        step(f"{number}-1", OrderStatus.HANDED_OVER)
    assert {one.status for one in orders_of(number)} == {"packed"}


def test_a_household_takes_another_batch_and_the_combo_goes_on(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    fresh = make_stock(session.get_one(Variant, made.goods[1].variant_id), 5)
    set_values(Batch, made.goods[1].batch_id, recall_state="recalled")
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-2")).one()
        picking.repick(order, order.lines[0].id, fresh.id, made.other, clock.now())
    with pytest.raises(NotAllAtPacker), transaction():  # the other batch is to be brought, too
        step(f"{number}-1", OrderStatus.PACKED)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    assert {one.status for one in orders_of(number)} == {"packed"}


@pytest.mark.parametrize(
    ("place", "end", "by"),
    [
        (1, OrderStatus.CANCELLED, Party.BUYER),
        (2, OrderStatus.CANCELLED, Party.BUYER),
        (1, OrderStatus.CANCELLED, Party.OPERATOR),
        (2, OrderStatus.CANCELLED, Party.OPERATOR),
        (1, OrderStatus.REFUSED, Party.SELLER),
        (2, OrderStatus.REFUSED, Party.SELLER),
    ],
)
def test_one_part_called_off_calls_off_all(
    made: Made, place: int, end: OrderStatus, by: Party
) -> None:
    number = buy_combo(made, 2)
    bring(f"{number}-{place}", end, by)
    assert {one.status for one in orders_of(number)} == {end.value}
    assert {one.changes[-1].by for one in orders_of(number)} == {by.value}
    assert allocated(made) == [0, 0]
    assert set(session.scalars(select(PaymentShare.state))) == {"void"}
    check_books()


def test_after_packing_a_household_may_still_refuse_for_all(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    bring(f"{number}-1", OrderStatus.PACKED)
    bring(f"{number}-2", OrderStatus.REFUSED)
    assert {one.status for one in orders_of(number)} == {"refused"}
    assert allocated(made) == [0, 0]
    check_books()


def test_what_was_bought_beside_a_combo_stays_when_it_is_called_off(made: Made) -> None:
    number = place_basket(fill_combo(made, 1, (make_goods().variant_id, 1)))
    combo = next(one for one in orders_of(number) if one.combo_sale_id)
    bring(combo.number, OrderStatus.CANCELLED, Party.BUYER)
    assert sorted(one.status for one in orders_of(number)) == ["cancelled", "cancelled", "placed"]
    check_books()


@pytest.mark.parametrize("by", [Party.BUYER, Party.SELLER, Party.OPERATOR])
def test_a_single_part_is_not_taken_out(made: Made, by: Party) -> None:
    number = buy_combo(made, 2)
    order = orders_of(number)[1]
    line = order.lines[0]
    with pytest.raises(WholeCombo), transaction():
        act = Act(by, Actor(), "form-1", "sold_out")
        amendments.cut(session.get_one(Order, order.id), {line.id: 1}, act, clock.now())
    assert isinstance(offering.why_not(orders_of(number)[0]), WholeCombo)


@pytest.mark.parametrize(("is_fit", "left"), [(True, [10, 10]), (False, [8, 9])])
def test_a_parcel_that_comes_back_brings_all_of_it_back(
    made: Made, is_fit: bool, left: list[int]
) -> None:
    number = buy_combo(made)
    gather(number)
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        bring(f"{number}-1", end)
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
        returning.bring_back(order, "not_reached", Actor(), clock.now(), is_fit=is_fit)
    assert {one.status for one in orders_of(number)} == {"undelivered"}
    assert on_hand(made) == left
    check_books()


def test_the_buyer_is_told_of_a_parcel_once(made: Made) -> None:
    number = buy_combo(made)
    gather(number)
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        bring(f"{number}-1", end)
    shipped = select(func.count(Message.id)).where(Message.key.startswith("shipped/"))
    assert session.scalar(shipped) == 1


def test_only_who_brings_and_who_packs_say_that_goods_came(made: Made) -> None:
    number = buy_combo(made)
    stranger = worker(make_goods().seller_id)
    for actor in (made.packer, made.other):
        assert get_order_to_bring(actor, f"{number}-2").number == f"{number}-2"
    for actor, wanted in ((made.other, f"{number}-1"), (stranger, f"{number}-2")):
        with pytest.raises(NoSuchOrder):
            get_order_to_bring(actor, wanted)
