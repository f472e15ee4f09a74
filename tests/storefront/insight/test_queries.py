"""What a seller's page of figures is made of, and who is in none of them. Through HTTP."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import Connection, event

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.insight import queries
from storefront.insight.queries import Insight
from storefront.insight.rules import Sold, Topic
from storefront.orders.rules import OrderStatus, Party
from storefront.questions.models import Question
from tests.factories.storefront import (
    Goods,
    make_goods,
    make_order,
    make_places,
    make_rate,
    save,
    set_values,
)
from tests.factories.trade import bring
from tests.visitor import Visitor
from traceability.labels.models import CheckCount
from traceability.scans.models import ProblemReport, ScanCount

HERE = "/ban-hang/so-lieu"
PHONES = [f"+8491200000{place}" for place in range(9)]


@pytest.fixture
def goods(db: Connection) -> Goods:
    make_places()
    make_rate()
    return make_goods(500)


def actor(goods: Goods) -> Actor:
    return Actor(producer_ids=frozenset({goods.seller_id}))


def insight(goods: Goods) -> Insight:
    return queries.insight_of(actor(goods), clock.today())


def order(goods: Goods, units: int = 1, *, ago: int = 0, phone: str = PHONES[0]) -> str:
    """An order placed so many days ago."""
    with time_machine.travel(clock.now() - timedelta(days=ago)):
        return f"{make_order((goods.variant_id, units), phone=phone)}-1"


def ask(goods: Goods, *texts: str, answered: bool = True) -> None:
    for text in texts:
        save(
            Question(
                form_key=f"{text}-{len(session.query(Question).all())}",
                product_id=goods.product_id,
                author="Khách",
                language="vi",
                text=text,
                asked_at=clock.now(),
                due_at=clock.now() + timedelta(days=2),
                answer="Dạ" if answered else None,
            )
        )


def test_sold_units_and_money_by_week_month_and_product(goods: Goods) -> None:
    order(goods, 2)
    order(goods, 3, ago=7)
    order(goods, 4, ago=14)
    found = insight(goods)
    assert [one.units for one in found.sold_by_week[-3:]] == [4, 3, 2]
    assert found.sold_by_week[-1] == Sold(2, 190_000)
    assert sum((one for one in found.sold_by_month), Sold()) == Sold(9, 9 * 95_000)
    assert found.sold_by_product == [("Cà phê rang xay", Sold(9, 9 * 95_000))]


def test_a_sunday_evening_here_belongs_to_the_week_that_ends(goods: Goods) -> None:
    """TODAY is a Sunday: half past eleven at night is still this week, not what UTC says."""
    late = clock.midnight_after(clock.today()) - timedelta(minutes=30)
    with time_machine.travel(late):
        make_order((goods.variant_id, 1))
        assert insight(goods).sold_by_week[-1].units == 1
    with time_machine.travel(late + timedelta(hours=1)):
        make_order((goods.variant_id, 5))
        assert [one.units for one in insight(goods).sold_by_week[-2:]] == [1, 5]


@pytest.mark.parametrize("end", [OrderStatus.CANCELLED, OrderStatus.REFUSED])
def test_what_was_called_off_was_not_sold(goods: Goods, end: OrderStatus) -> None:
    number = order(goods, 2)
    bring(number, end, Party.BUYER if end == OrderStatus.CANCELLED else Party.SELLER)
    assert insight(goods).sold_by_week[-1] == Sold()


def test_each_seller_sees_its_own(goods: Goods) -> None:
    other = make_goods(50)
    order(other, 3)
    save(ScanCount(day=clock.today(), code=other.code, count=9))
    ask(other, "hạn dùng?")
    found = insight(goods)
    assert found.sold_by_product == []
    assert (sum(found.scans_by_week), found.topics, found.waiting_count) == (0, [], 0)


def test_scans_by_week_and_goods(goods: Goods) -> None:
    save(
        ScanCount(day=clock.today(), code=goods.code, count=4),
        ScanCount(day=clock.today() - timedelta(days=7), code=goods.code, count=3),
        ScanCount(day=clock.today() - timedelta(days=200), code=goods.code, count=99),
    )
    found = insight(goods)
    assert found.scans_by_week[-2:] == [3, 4]
    assert found.scans_by_product == [("Cà phê rang xay", 7)]


def test_places_are_those_buyers_named_and_few_are_hidden(visitor: Visitor, goods: Goods) -> None:
    for province, count in (("64", 12), ("92", 5), ("", 3)):
        save(
            CheckCount(
                day=clock.today(), code=goods.code, state="good", province_code=province,
                count=count,
            )
        )  # fmt: skip
    found = insight(goods).checks
    assert found.shown == (("Gia Lai", 12), ("Cần Thơ", 5))
    set_values(CheckCount, (clock.today(), goods.code, "good", "92"), count=2)
    visitor.sign_in("seller.see", "insight.own", producer_ids=(goods.seller_id,))
    page = visitor.get(HERE)
    assert "Cần Thơ" not in page
    assert "Chợ không ghi nơi ai đó quét mã" in page


@pytest.mark.parametrize(("people", "told"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_returning_buyers_are_a_number_from_five_on(
    goods: Goods, people: int, told: int | None
) -> None:
    for phone in PHONES[:people]:
        order(goods, ago=20, phone=phone)
        order(goods, phone=phone)
    order(goods, phone=PHONES[8])
    assert insight(goods).returning == told


def test_nobody_is_named_on_the_page(visitor: Visitor, goods: Goods) -> None:
    order(goods, 2)
    ask(goods, "Để tủ lạnh được không?", answered=False)
    visitor.sign_in("seller.see", "insight.own", producer_ids=(goods.seller_id,))
    page = visitor.get(HERE)
    for secret in ("Trần Thị Mận", "0912 000 000", PHONES[0], "Hòa Bình"):
        assert secret not in page


def test_what_three_ask_and_the_page_does_not_say_is_a_hint(visitor: Visitor, goods: Goods) -> None:
    ask(goods, "Hạn dùng tới khi nào?", "hạn sử dụng?", "Để được bao lâu?", "Có ship không")
    ask(goods, "Pha sao?", answered=False)
    found = insight(goods)
    assert found.topics[0] == (Topic.KEEPS, 3)
    assert found.waiting_count == 1
    visitor.sign_in("seller.see", "insight.own", producer_ids=(goods.seller_id,))
    page = visitor.get(HERE)
    assert "3 người hỏi hạn dùng của Cà phê rang xay." in page
    assert "1 câu còn chờ bạn trả lời." in page
    set_values(Product, goods.product_id, shelf_life_days=365)
    assert "người hỏi hạn dùng" not in visitor.get(HERE)


def test_reports_and_claims_by_reason(visitor: Visitor, goods: Goods) -> None:
    for number in ("B1", "B2"):
        save(
            ProblemReport(
                number=number, code=goods.code, batch_id=goods.batch_id, kind="spoiled",
                text="mốc", created_at=clock.now(),
            )
        )  # fmt: skip
    assert insight(goods).problems == [("spoiled", 2)]
    visitor.sign_in("seller.see", "insight.own", producer_ids=(goods.seller_id,))
    assert "Nhiều nhất: Hàng hỏng, mốc, có vật lạ, 2 lần." in visitor.get(HERE)


def test_an_empty_shop_says_so_and_draws_nothing(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("seller.see", "insight.own", producer_ids=(goods.seller_id,))
    page = visitor.get(HERE)
    assert "Mười hai tuần qua chưa bán được món nào ở đây." in page
    assert "Mười hai tuần qua chưa ai hỏi gì." in page
    assert 'class="chart' not in page.html.replace('class="chart__', "")


def test_pictures_have_name_description_and_a_table(visitor: Visitor, goods: Goods) -> None:
    order(goods, 14)
    order(goods, 11, ago=7)
    visitor.sign_in("seller.see", "insight.own", producer_ids=(goods.seller_id,))
    page = visitor.get(HERE)
    assert "Tuần này bán 14 món, nhiều hơn tuần trước 3 món." in page
    assert page.html.count('<svg class="chart') == 3  # weeks, months, goods
    assert page.html.count("<desc") == 3
    assert "<details" in page and "1.330.000" in page
    assert " style=" not in page.html
    english = visitor.get(f"{HERE}?lang=en")
    assert "This week sold 14 units, 3 more than last week." in english


def test_fewer_than_last_week_says_how_many_days_are_left(visitor: Visitor, goods: Goods) -> None:
    order(goods, 1)
    order(goods, 4, ago=7)
    visitor.sign_in("seller.see", "insight.own", producer_ids=(goods.seller_id,))
    page = visitor.get(HERE)
    assert "ít hơn tuần trước 3 món." in page
    assert "Tuần này còn" not in page  # it is Sunday


def test_who_may_not_see_figures_sees_none(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("seller.see", producer_ids=(goods.seller_id,))
    visitor.get(HERE, 403)


def test_it_asks_as_often_for_much_as_for_nothing(db: Connection, goods: Goods) -> None:
    few = count_queries(db, goods)
    for ago in (0, 3, 9, 40):
        order(goods, 2, ago=ago)
    save(ScanCount(day=clock.today(), code=goods.code, count=4))
    ask(goods, "hạn dùng?", "giao không?", answered=False)
    assert count_queries(db, goods) == few == 9


def count_queries(db: Connection, goods: Goods) -> int:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    session.expunge_all()
    event.listen(db, "before_cursor_execute", note)
    try:
        insight(goods)
    finally:
        event.remove(db, "before_cursor_execute", note)
    return len([one for one in asked if one.startswith("SELECT")])
