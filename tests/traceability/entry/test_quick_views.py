"""Harvest of today: the last one is copied and only the quantity is typed."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from catalog.kernel.db import session
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import draft, make_area, make_batch, record
from tests.traceability.entry.conftest import RIGHTS, Yard
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.events.models import Event, EventArea
from traceability.events.rules import EventKind

URL = "/ban-hang/lo/thu-hoach"


@pytest.fixture
def harvested(yard: Yard) -> int:
    """Twelve tạ of rice a month ago, from one area: the event."""
    area = make_area(producer_id=yard.producer_id, name="Ruộng sau nhà")
    lot = make_batch(producer_id=yard.producer_id, kind="harvest", quantity=1200)
    day = TODAY - timedelta(days=30)
    given = {"outputs": [(lot, "12 tạ")], "areas": [(lot, area, "12 tạ")], "place": "Sân phơi"}
    return record(draft(EventKind.HARVEST, yard.producer_id, day, **given)).id


def given(**values: str) -> dict[str, str]:
    return {"key": "a" * 32, "amount": "3,5", "unit": "tạ", "day": TODAY.isoformat(), **values}


def test_only_the_quantity_is_typed(seller: Visitor, yard: Yard, harvested: int) -> None:
    page = seller.get(URL)
    assert "Ruộng sau nhà" in page
    assert f'value="{TODAY.isoformat()}"' in page
    assert '<option selected value="tạ">' in page
    for _ in range(2):  # a double tap is one lot
        page = seller.post(f"{URL}/{harvested}", **given())
    assert "350 kg" in page
    made = session.scalars(select(Batch).order_by(Batch.id.desc())).first()
    assert made is not None
    assert (made.kind, made.material, made.quantity, made.made_on) == (
        "harvest",
        "lúa tươi",
        350,
        TODAY,
    )
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.place, event.ended_on, event.flows[0].as_entered) == (
        "Sân phơi",
        TODAY,
        "3,5 tạ",
    )
    assert session.scalars(select(EventArea.quantity).order_by(EventArea.id)).all() == [1200, 350]


def test_several_areas_are_copied_with_their_shares(seller: Visitor, yard: Yard) -> None:
    near = make_area(producer_id=yard.producer_id, name="Ruộng sau nhà")
    far = make_area(producer_id=yard.producer_id, name="Ruộng bờ suối")
    lot = make_batch(producer_id=yard.producer_id, kind="harvest", quantity=1200)
    areas = [(lot, near, "6 tạ"), (lot, far, "300 kg")]  # and three tạ from nowhere named
    outputs = [(lot, "12 tạ")]
    event = record(draft(EventKind.HARVEST, yard.producer_id, TODAY, outputs=outputs, areas=areas))
    page = seller.get(URL)
    assert "Ruộng sau nhà" in page
    assert f"({far.code}): 300 kg" in page
    seller.post(f"{URL}/{event.id}", **given(amount="1", unit="tạ"))
    newest = select(EventArea).where(EventArea.event_id != event.id).order_by(EventArea.id)
    copied = [(one.area_id, one.quantity, one.unit) for one in session.scalars(newest)]
    assert copied == [(near.id, 50, "kg"), (far.id, 25, "kg")]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": ""}, "Vui lòng điền"),
        ({"amount": "nhiều"}, "Không đọc được số lượng"),
        ({"amount": "0"}, "lớn hơn 0"),
        ({"day": (TODAY + timedelta(days=1)).isoformat()}, "sau hôm nay"),
        ({"day": "1999-01-01"}, "từ năm 2000"),
    ],
)
def test_refusals_write_nothing(
    seller: Visitor, harvested: int, values: dict[str, str], words: str
) -> None:
    assert words in seller.post(f"{URL}/{harvested}", 422, **given(**values))
    assert session.scalar(select(func.count(Event.id))) == 1


def test_other_goods_are_one_tap_away(seller: Visitor, yard: Yard, harvested: int) -> None:
    lot = make_batch(producer_id=yard.producer_id, kind="harvest", material="ngô")
    newer = record(draft(EventKind.HARVEST, yard.producer_id, TODAY, outputs=[(lot, "200 kg")])).id
    page = seller.get(URL)
    assert re.search(r'class="lead">ngô', page.html)
    assert f"{URL}?nhu={harvested}" in page.links
    assert re.search(r'class="lead">lúa tươi', seller.get(f"{URL}?nhu={harvested}").html)
    assert f"{URL}?nhu={newer}" in seller.get(f"{URL}?nhu={harvested}").links
    assert re.search(r'class="lead">ngô', seller.get(f"{URL}?nhu=999999999").html)


def test_who_has_no_harvest_enters_a_first_one(seller: Visitor, yard: Yard) -> None:
    first = seller.raw(URL, 303).location
    assert first.endswith("/ban-hang/lo/moi?lan=dau")
    assert "Chưa có lần thu hoạch nào để chép." not in seller.get("/ban-hang/lo/moi")
    assert "Chưa có lần thu hoạch nào để chép." in seller.get(first)


def test_a_page_fetched_unseen_uses_up_no_words(seller: Visitor, harvested: int) -> None:
    seller.raw(f"{URL}/{harvested}", 303, "POST", data=given())
    unseen = seller.raw(URL, headers={"X-Unseen": "1"})
    assert "Đã mở lô" not in unseen.text
    assert "Đã mở lô" in seller.get(URL)


def test_nobody_copies_what_is_not_theirs(seller: Visitor, yard: Yard, harvested: int) -> None:
    seller.sign_in(*RIGHTS, producer_ids=(make_producer().id,))
    seller.post(f"{URL}/{harvested}", 404, **given())
    seller.sign_in("seller.see", "batches.see", producer_ids=(yard.producer_id,))
    seller.get(URL, 403)
    seller.post(f"{URL}/{harvested}", 403, **given())
