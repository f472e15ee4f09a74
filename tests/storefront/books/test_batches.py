"""Labels, stock and sales of a batch against what was packed and released."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.books import batches
from storefront.books.rules import BatchCounts, Surplus, surpluses
from storefront.inventory.models import StockItem
from storefront.orders.models import Order
from tests.factories.catalog import save
from tests.factories.storefront import Goods, make_goods, make_order, set_values
from tests.factories.traceability import draft
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.events import service as events
from traceability.events.rules import EventKind
from traceability.labels.models import PrintJob

LIST, OWN = "/quan-tri/doi-chieu/lo", "/ban-hang/doi-chieu/lo"


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        (BatchCounts(100, True, 100, 100, 100), {}),
        (BatchCounts(100, True, 101), {Surplus.LABELS: 1}),
        (BatchCounts(100, True, 0, 130), {Surplus.STOCKED: 30}),
        (BatchCounts(100, True, 0, 0, 102), {Surplus.SOLD: 2}),
        (BatchCounts(100, False, 0, 0, 1), {Surplus.SOLD: 1}),
        (BatchCounts(100, False), {}),
        (
            BatchCounts(10, False, 11, 12, 13),
            {Surplus.LABELS: 1, Surplus.STOCKED: 2, Surplus.SOLD: 13},
        ),
    ],
)
def test_what_is_too_much(counts: BatchCounts, found: dict[Surplus, int]) -> None:
    assert surpluses(counts) == found


def make_job(batch_id: int, count: int, **values: Any) -> PrintJob:
    job = PrintJob(
        batch_id=batch_id,
        count=count,
        sheet="a4-65",
        dpi=300,
        side=Decimal(15),
        dots=5,
        actor_name="Chị Hoa",
        created_at=clock.now(),
        **values,
    )
    found: PrintJob = save(job)
    return found


@pytest.fixture
def goods(db: object) -> Goods:
    """Ten units in stock of a batch of ten."""
    goods = make_goods(10)
    set_values(Batch, goods.batch_id, quantity=Decimal(10))
    return goods


def uneven() -> list[tuple[str, dict[Surplus, int]]]:
    return [(one.code, one.surpluses) for one in batches.list_uneven_batches(1)[0]]


def test_a_batch_that_adds_up_is_not_listed(goods: Goods) -> None:
    make_order((goods.variant_id, 10))
    make_job(goods.batch_id, 10)
    make_job(goods.batch_id, 10, state="failed")
    assert uneven() == []


def test_more_labels_than_units(goods: Goods) -> None:
    make_job(goods.batch_id, 8)
    make_job(goods.batch_id, 4, excess=2, reason="Hỏng hai tờ")
    (found,), total = batches.list_uneven_batches(1)
    assert (found.surpluses, found.reasons, total) == ({Surplus.LABELS: 2}, ("Hỏng hai tờ",), 1)


def test_more_in_stock_than_packed(goods: Goods) -> None:
    set_values(Batch, goods.batch_id, quantity=Decimal(7))
    assert uneven() == [(goods.code, {Surplus.STOCKED: 3})]


def test_sold_before_release(goods: Goods) -> None:
    make_order((goods.variant_id, 3))
    set_values(Batch, goods.batch_id, released_at=None)
    assert uneven() == [(goods.code, {Surplus.SOLD: 3})]
    set_values(Order, session.scalar(select(Order.id)), status="cancelled")
    assert uneven() == []


def test_what_was_sold_elsewhere_counts_too(goods: Goods) -> None:
    make_order((goods.variant_id, 6))
    batch = session.get(Batch, goods.batch_id)
    given = draft(
        EventKind.SELL,
        goods.seller_id,
        clock.today() - timedelta(days=1),
        inputs=[(batch, "5 gói")],
    )
    seller = Actor(name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))
    with transaction():
        events.record_event(seller, given, clock.now())
    assert uneven() == [(goods.code, {Surplus.SOLD: 1})]


def test_the_oddest_come_first(goods: Goods) -> None:
    other = make_goods(10)
    set_values(Batch, other.batch_id, quantity=Decimal(10))
    make_job(goods.batch_id, 12)
    make_job(other.batch_id, 30)
    assert [code for code, _ in uneven()] == [other.code, goods.code]


def test_an_inspector_reads_and_the_seller_answers(visitor: Visitor, goods: Goods) -> None:
    make_job(goods.batch_id, 12, excess=2, reason="In thử")
    visitor.sign_in("books.answer", producer_ids=(goods.seller_id,))
    assert "tem in nhiều hơn số đã đóng gói: +2" in visitor.get(OWN)
    assert "Vui lòng điền" in visitor.post(f"{OWN}/{goods.batch_id}", 422, text="")
    assert "Hỏng mực" in visitor.post(f"{OWN}/{goods.batch_id}", text="Hỏng mực, bỏ hai tem.")
    visitor.sign_in("books.see")
    page = visitor.get(LIST)
    assert "khi in tem: In thử" in page
    assert "Hỏng mực, bỏ hai tem." in page
    assert "more labels printed than units packed" in visitor.get(f"{LIST}?lang=en")


def test_a_seller_sees_and_answers_only_for_its_own(visitor: Visitor, goods: Goods) -> None:
    make_job(goods.batch_id, 12)
    stranger = make_goods(1).seller_id
    visitor.sign_in("books.answer", producer_ids=(stranger,))
    assert "Mọi lô đều khớp số." in visitor.get(OWN)
    visitor.post(f"{OWN}/{goods.batch_id}", 404, text="Của tôi")
    visitor.get(LIST, 403)


def test_the_list_is_friendly_when_all_adds_up(visitor: Visitor, goods: Goods) -> None:
    assert session.get(StockItem, goods.item_id)
    visitor.sign_in("books.see")
    assert "Mọi lô đều khớp số." in visitor.get(LIST)
