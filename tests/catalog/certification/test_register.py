"""The public register: every recognition with its standing, filtered, paged, in few queries."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from catalog.certification.register import RegisterFilter, list_register
from catalog.certification.rules import Status
from catalog.kernel import clock
from tests.catalog.certification.test_queries import counting
from tests.factories.catalog import (
    find_set,
    load_rubrics,
    make_commune,
    make_producer,
    make_product,
    make_province,
    make_recognition,
)
from tests.visitor import Visitor

TODAY = date(2026, 11, 22)
END = timedelta(days=1)


def every_kind() -> None:
    """Recognitions at every edge of every rule, evidence and gap."""
    load_rubrics()
    product = make_product()
    for days in (-400, -181, -180, -179, -1, 0, 1, 119, 120, 121, 179, 180, 181, 900):
        valid_to = TODAY + timedelta(days=days)
        for grace in (False, True):
            make_recognition(product, valid_to=valid_to, has_transition_grace=grace)
        make_recognition(product, valid_to=valid_to, stars=None)
        make_recognition(product, valid_to=valid_to, revoked_on=TODAY)
        make_recognition(product, valid_to=valid_to, revoked_on=TODAY + END)
    for year in (None, 2022, 2023, 2024, 2026, 2027):
        unknown = {"decision_date": None, "valid_from": None, "valid_to": None, "year": year}
        make_recognition(product, **unknown)
        make_recognition(product, **unknown, stars=None, evidence_grade="press")
        make_recognition(product, **unknown, evidence_grade="claim")
    make_recognition(product, decision_date=TODAY + END)
    make_recognition(product, evidence_grade="proposal")


@pytest.mark.parametrize("on", [TODAY, date(2026, 5, 21), date(2026, 5, 22), date(2018, 1, 1)])
def test_the_database_and_the_rules_agree_on_every_status(db: Connection, on: date) -> None:
    every_kind()
    everything, total = list_register(RegisterFilter(), on, limit=1000)
    assert total == len(everything) == 90
    for status in Status:
        found, count = list_register(RegisterFilter(status=status), on, limit=1000)
        expected = {one.standing.fact for one in everything if one.standing.status is status}
        assert {one.standing.fact for one in found} == expected, status
        assert count == len(expected)


def test_filters(db: Connection) -> None:
    load_rubrics()
    make_province("86", "Vĩnh Long", "Tỉnh")
    maker = make_producer("HTX Ia Băng", province_code="86")
    coffee = make_product("Cà phê", producer=maker, product_set_id=find_set(13).id)
    make_recognition(coffee, stars=5, decision_number="437/QĐ-UBND")
    woven = make_product(
        "Giỏ lục bình", producer=None, province_code="92", group_text="Thủ công mỹ nghệ"
    )
    make_recognition(woven, stars=3)

    def names(**wanted: object) -> list[str]:
        found, _ = list_register(RegisterFilter(**wanted), TODAY)  # type: ignore[arg-type]  # a table of filters
        return [one.product_name for one in found]

    assert sorted(names()) == ["Cà phê", "Giỏ lục bình"]
    assert names(text="ca phe") == names(text="ia băng") == names(text="437/QĐ") == ["Cà phê"]
    assert names(province="86") == names(stars=5) == names(set_number=13) == ["Cà phê"]
    assert names(group="thuc-pham") == ["Cà phê"]
    assert names(group="thu-cong-my-nghe") == names(province="92") == ["Giỏ lục bình"]
    assert names(text="100%") == names(group="khong-co") == []


def test_a_line_names_the_commune_of_today(db: Connection) -> None:
    commune = make_commune()
    maker = make_producer(commune_code=commune.code)
    make_recognition(make_product(producer=maker))
    [entry], _ = list_register(RegisterFilter(), TODAY)
    assert entry.place == "Phường Cái Khế, Cần Thơ"


def test_the_page_says_plainly_what_became_of_each(visitor: Visitor) -> None:
    load_rubrics()
    year_ago = clock.today() - timedelta(days=365)
    make_recognition(make_product("Gạo còn hạn"), decision_date=year_ago, stars=5)
    make_recognition(make_product("Gạo hết hạn"), decision_date=date(2021, 11, 30))
    make_recognition(
        make_product("Gạo thu hồi"),
        decision_date=year_ago,
        revoked_on=clock.today(),
        revocation_decision="12/QĐ-UBND",
        revocation_ground="đ",
    )
    hidden = make_product("Gạo ẩn", is_published=False, producer=None)
    make_recognition(
        hidden,
        decision_date=None,
        decision_number=None,
        year=2022,
        evidence_grade="press",
        valid_from=None,
        valid_to=None,
    )
    page = visitor.get("/so-dang-ky")
    assert page.page == "register"
    assert page.html.count('data-stars="5"') == 1
    assert page.html.count('data-stars="0"') == 3
    for words in (
        "Công nhận hết hạn 11/2024",
        "Công nhận đã bị thu hồi",
        "12/QĐ-UBND: Không còn sản xuất",
        "Chưa rõ ngày hết hạn công nhận",
        "Trang nhà nước hoặc báo chí xác nhận",
    ):
        assert words in page
    assert sum(link.startswith("/san-pham/gao") for link in page.links) == 3
    assert "Set-Cookie" not in (page.answer.headers if page.answer else {})
    assert "Recognition expired 30 Nov 2024" in visitor.get("/so-dang-ky?lang=en")


def test_a_filter_that_is_nonsense_asks_for_everything(visitor: Visitor) -> None:
    make_recognition()
    page = visitor.get("/so-dang-ky?sao=9&bo=abc&tinh-trang=x&trang=-3")
    assert 'data-total="1"' in page
    assert "Không có công nhận nào như vậy" in visitor.get("/so-dang-ky?tinh=zz")


def test_a_long_register_has_pages_and_few_queries(visitor: Visitor, db: Connection) -> None:
    load_rubrics()
    product = make_product()
    for _ in range(31):
        make_recognition(product)
    with counting(db) as statements:
        first = visitor.get("/so-dang-ky?nhom=thuc-pham&q=gao")
        assert len(statements) == 6
    first = visitor.get("/so-dang-ky")
    assert first.html.count("<article") == 30
    assert "/so-dang-ky?trang=2" in first.links
    assert visitor.get("/so-dang-ky?trang=2").html.count("<article") == 1
    assert "Dữ liệu minh họa" not in first


def test_demonstration_data_says_so(visitor: Visitor) -> None:
    make_recognition(make_product(is_demo=True))
    assert "data-demo" in visitor.get("/so-dang-ky")
