"""Sellers ask for a name, officers decide."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.hosts import queries, service
from storefront.hosts.errors import TakenHost
from storefront.hosts.models import OwnHost
from storefront.hosts.rules import Seen
from tests.factories.storefront import make_seller
from tests.storefront.hosts.conftest import HOST, HOUSE
from tests.visitor import Visitor

MINE, DESK = "/ban-hang/ten-mien", "/quan-tri/ten-mien"


@pytest.fixture
def seller(visitor: Visitor, shop: Producer) -> Visitor:
    visitor.sign_in("hosts.ask", "seller.see", "sites.keep", producer_ids=(shop.id,))
    return visitor


def test_a_seller_asks_and_reads_what_to_do(seller: Visitor) -> None:
    page = seller.post(MINE, host="Vườn-Nhà.vn")
    row = session.scalars(select(OwnHost)).one()
    assert row.host == "xn--vn-nh-vqa56lh43k.vn"
    for text in ("vườn-nhà.vn", row.token, f"_ocop.{row.host}", "CNAME", "ocop.example"):
        assert text in page
    assert "Thôi dùng" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vui lòng điền mục này"),
        ("10.0.0.1", "địa chỉ số"),
        ("ocop.example", "là của chợ"),
        ("vuonnha.vn:80", "dấu hai chấm"),
    ],
)
def test_what_is_no_name_is_refused_beside_the_field(
    seller: Visitor, typed: str, said: str
) -> None:
    assert said in seller.post(MINE, 422, host=typed)
    assert session.scalar(select(OwnHost.id)) is None


def test_a_seller_has_one_name(seller: Visitor, ask: Callable[..., int]) -> None:
    ask()
    assert "đã có một tên miền" in seller.post(MINE, 422, host="khac.vn")
    seller.post(f"{MINE}/thoi")
    seller.post(MINE, host="khac.vn")
    assert [one.state for one in session.scalars(select(OwnHost).order_by(OwnHost.id))] == [
        "withdrawn",
        "asked",
    ]


def test_an_officer_confirms_what_was_seen_and_takes_it_back(
    operator: Visitor, ask: Callable[..., int]
) -> None:
    number = ask()
    assert HOST in operator.get(DESK)
    here = f"{DESK}/{number}"
    token = session.scalar(select(OwnHost.token)) or ""
    assert token in operator.get(here)
    assert "Hãy chọn điều bạn đã thấy" in operator.post(f"{here}/xac-nhan", 422)
    operator.post(f"{here}/xac-nhan", seen="txt")
    assert queries.find_slug(HOST)
    operator.post(f"{here}/khong-nhan", 409, reason="muộn")
    assert "Vui lòng điền mục này" in operator.post(f"{here}/thu-hoi", 422, reason="")
    operator.post(f"{here}/thu-hoi", reason="Hết hạn")
    assert queries.find_slug(HOST) is None
    sentences = session.scalars(
        select(AuditEntry.sentence).where(AuditEntry.action == "hosts.decide")
    ).all()
    assert [one.partition(" ")[0] for one in sentences] == ["Xác", "Thu"]


def test_a_declined_seller_reads_why_and_asks_again(
    operator: Visitor, shop: Producer, ask: Callable[..., int]
) -> None:
    number = ask()
    operator.post(f"{DESK}/{number}/khong-nhan", reason="Không thấy bản ghi TXT")
    operator.sign_in("hosts.ask", "seller.see", "sites.keep", producer_ids=(shop.id,))
    assert "Không thấy bản ghi TXT" in operator.get(MINE)
    operator.post(MINE, host=HOST)


def test_a_homograph_is_pointed_out(operator: Visitor, ask: Callable[..., int]) -> None:
    number = ask("vi\u0435ttel.vn")
    page = operator.get(f"{DESK}/{number}")
    assert "CYRILLIC" in page
    assert "chữ không phải chữ Latinh" in page


def test_of_two_that_ask_one_gets_it(
    ask: Callable[..., int], officer: Actor, confirmed: int
) -> None:
    other = make_seller("HTX khác")
    them = Actor(id=9, name="Ai đó", producer_ids=frozenset({other.id}))
    with pytest.raises(TakenHost), transaction():
        service.ask(them, other.id, HOST, HOUSE, clock.now())
    with transaction():
        service.withdraw(officer, confirmed, "thử", clock.now())
        rows = [service.ask(them, other.id, HOST, HOUSE, clock.now()).id]
    rows.append(ask())
    with transaction():
        service.confirm(officer, rows[0], Seen.FILE, clock.now())
    with pytest.raises(TakenHost), transaction():
        service.confirm(officer, rows[1], Seen.FILE, clock.now())
    assert queries.find_slug(HOST) == other.slug


def test_a_shop_that_may_not_sell_gets_no_name(
    operator: Visitor, shop: Producer, ask: Callable[..., int]
) -> None:
    number = ask()
    with transaction():
        session.get_one(Producer, shop.id).verified_on = None
    assert "chưa được xác minh" in operator.post(f"{DESK}/{number}/xac-nhan", 422, seen="txt")


def test_who_may_only_look_decides_nothing(operator: Visitor, ask: Callable[..., int]) -> None:
    number = ask()
    operator.sign_in("hosts.see", "desk.see", "producers.see", number=3)
    assert "Xác nhận tên miền" not in operator.get(f"{DESK}/{number}")
    operator.post(f"{DESK}/{number}/xac-nhan", 403, seen="txt")


def test_a_confirmed_name_needs_one_thing_and_counts_no_steps(
    seller: Visitor, confirmed: int
) -> None:
    page = seller.get(MINE)
    assert "CNAME" in page
    assert "Giữ tên miền dẫn về chợ" in page
    assert "Hai việc" not in page
    assert "2. " not in page
