"""A carrier's number and news: forward only, row by row, twice is once."""

import io
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.sheets import NotASheet
from storefront.orders import service as orders
from storefront.orders.models import Order, Parcel, ParcelEvent
from storefront.orders.rules import OrderStatus, Party
from storefront.shipping import carrying
from storefront.shipping.carrying import NEXT_STATES, Carrier, TrackState
from storefront.shipping.errors import ColumnsMissing
from storefront.shipping.sheets import read_rows
from storefront.tracking import errors, service
from storefront.tracking.service import Taken
from tests.factories.storefront import Goods, make_goods, make_order, order_key
from tests.visitor import Visitor

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
NUMBER = "EA123456789VN"
OFFICE = Actor(id=1, name="Cán bộ Lan")
HEAD = "ma_van_don,trang_thai,luc,noi\n"
ROWS = (
    f"{NUMBER},Đã lấy hàng,22/11/2026 14:05,Ia Băng\n"
    f"{NUMBER},Đang chuyển,23/11/2026 08:00,\n"
    f"{NUMBER},Đã phát,24/11/2026 09:30,Ninh Kiều\n"
)


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    """A packed order."""
    number = f"{make_order((goods.variant_id, 1))}-1"
    move(number, OrderStatus.PACKED)
    return number


def move(number: str, end: OrderStatus) -> None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        orders.change(order, end, Party.SELLER, Actor(), NOW)


def give(number: str, typed: str = NUMBER) -> None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        service.give_number(order, Carrier.VNPOST, typed, Actor(), NOW)


def take(rows: str, head: str = HEAD) -> Taken:
    with transaction():
        return service.take_in((head + rows).encode(), Carrier.VNPOST, OFFICE, NOW)


def refusals(taken: Taken) -> list[tuple[int, str]]:
    return [(line, str(message)) for line, message in taken.refused]


def state() -> str | None:
    session.expire_all()
    return session.scalars(select(Parcel.track_state)).one()


def test_a_packed_order_is_handed_over_with_its_number(number: str) -> None:
    give(number, " ea 123456789 vn ")
    assert session.scalars(select(Parcel.tracking_number)).one() == NUMBER
    assert session.scalars(select(Order.status)).one() == "handed_over"
    give(number, "EA999999999VN")
    assert session.scalars(select(Parcel.tracking_number)).one() == "EA999999999VN"


@pytest.mark.parametrize("typed", ["", "abc", "Đường-12345", "x" * 60, "<script>1234"])
def test_what_is_no_number_is_refused(number: str, typed: str) -> None:
    with pytest.raises(errors.NumberUnreadable):
        give(number, typed)
    assert session.scalars(select(Order.status)).one() == "packed"


def test_one_number_stands_on_one_parcel(number: str, goods: Goods) -> None:
    give(number)
    other = f"{make_order((goods.variant_id, 1))}-1"
    with pytest.raises(errors.NotToBeNumbered):
        give(other)
    move(other, OrderStatus.PACKED)
    with pytest.raises(errors.NumberTaken):
        give(other)
    status = session.scalars(select(Order.status).where(Order.number == other)).one()
    assert status == "packed", "nothing half-written"


def test_a_file_is_taken_in_once(number: str) -> None:
    give(number)
    assert (take(ROWS).new, state()) == (3, "delivered")
    again = take(ROWS)
    assert (again.new, again.known, again.refused) == (0, 3, [])
    assert session.scalar(select(func.count(ParcelEvent.id))) == 3
    entries = select(func.count()).where(AuditEntry.action == "tracking.enter")
    assert session.scalar(entries) == 1
    with pytest.raises(errors.NotToBeNumbered):
        give(number, "EA000000000VN")
    assert session.scalars(select(Order.status)).one() == "handed_over", "cash is another matter"


def test_late_news_is_kept_and_moves_nothing_back(number: str) -> None:
    give(number)
    first, second, third = ROWS.splitlines(keepends=True)
    assert take(third).new == 1
    assert take(second + first).new == 2
    assert state() == "delivered"
    rows = f"{NUMBER},Đang hoàn về,24/11/2026 10:00,\n"
    assert refusals(take(rows)) == [(2, "trái với trạng thái đã ghi của kiện")]
    assert state() == "delivered"


def test_bad_rows_are_refused_alone_with_line_and_reason(number: str) -> None:
    give(number)
    taken = take(
        "x,Đã phát,24/11/2026 09:30,\n"
        f"{NUMBER},Bay lên trời,24/11/2026 09:30,\n"
        f"{NUMBER},Đã phát,hôm qua,\n"
        f"{NUMBER},Đã phát,24/11/2027 09:30,\n"
        "\n"
        "EA000000000VN,Đã phát,24/11/2026 09:30,\n"
        f"{NUMBER},đang chuyển,2026-11-23 08:00,Pleiku\n"
    )
    assert (taken.new, state()) == (1, "in_transit")
    assert [line for line, _ in taken.refused] == [2, 3, 4, 5, 7]
    assert "không biết trạng thái này" in refusals(taken)[1][1]


def test_a_parcel_of_another_carrier_is_not_meant(number: str) -> None:
    give(number)
    with transaction():
        taken = service.take_in((HEAD + ROWS).encode(), Carrier.GHN, OFFICE, NOW)
    assert (taken.new, len(taken.refused)) == (0, 3)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b'a,b\n"open', b"a\0b"])
def test_what_is_no_sheet_is_refused_whole(data: bytes) -> None:
    with pytest.raises((NotASheet, ColumnsMissing)):
        read_rows(data, service.COLUMNS)


def test_semicolons_and_accents_in_the_head_are_read() -> None:
    rows = read_rows("\ufeffMã vận đơn;Trạng thái;Lúc\nA;B;C\n".encode(), service.COLUMNS)
    assert rows == [(2, {"ma_van_don": "A", "trang_thai": "B", "luc": "C"})]


def test_no_way_leads_back() -> None:
    for start, ends in NEXT_STATES.items():
        assert start not in ends
        for end in ends if start else ():
            turns = {TrackState.OUT, TrackState.MISSED}
            assert start not in NEXT_STATES[end] or {start, end} == turns
    assert not NEXT_STATES[TrackState.DELIVERED] | NEXT_STATES[TrackState.RETURNED]
    assert carrying.read_tracking_number("a b c 1 2 3") == "ABC123"


def test_everybody_follows_the_parcel(visitor: Visitor, goods: Goods, number: str) -> None:
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=(goods.seller_id,))
    assert "ghi mã vận đơn" in visitor.get(f"/ban-hang/don-hang/{number}")
    url = f"/ban-hang/don-hang/{number}/van-don"
    assert "Hãy chọn bên giao hàng." in visitor.post(url, 422, number=NUMBER)
    assert "6 đến 30 chữ cái" in visitor.post(url, 422, number="x", carrier="vnpost")
    visitor.post(url, 422, number=NUMBER, carrier="bịa")
    assert NUMBER in visitor.post(url, number=NUMBER, carrier="vnpost")
    visitor.sign_in("tracking.enter", "desk.see")
    file = (io.BytesIO((HEAD + ROWS.replace("/11/", "/10/") + "x,y,z,\n").encode()), "tin.csv")
    url_in = "/quan-tri/van-don"
    assert "Hãy chọn một tệp." in visitor.post(url_in, 422, carrier="vnpost")
    with_times = visitor.post(url_in, carrier="vnpost", file=file)
    assert "3 dòng mới" in with_times
    assert "Dòng 5:" in with_times
    secret = visitor.http.application.config["SECRET_KEY"]
    key = order_key(number[:-2], secret)
    buyer = visitor.get(f"/don-hang/{number[:-2]}?khoa={key}")
    assert 'data-track="delivered"' in buyer
    assert "Ninh Kiều" in buyer
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=(999,))
    visitor.get(url, 404)
    visitor.post(url, 404, number=NUMBER, carrier="vnpost")


def test_the_pages_speak_english(visitor: Visitor, goods: Goods, number: str) -> None:
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=(goods.seller_id,))
    assert "Tracking number of" in visitor.get(f"/ban-hang/don-hang/{number}/van-don?lang=en")
    visitor.sign_in("tracking.enter")
    assert "States taken" in visitor.get("/quan-tri/van-don?lang=en")
