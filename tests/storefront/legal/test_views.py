"""Visits of /phap-ly and /quan-tri/phap-ly."""

from datetime import date, timedelta

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from storefront.deadlines import service as deadlines
from storefront.deadlines.rules import What
from storefront.deadlines.service import NewDeadline
from storefront.legal import queries, service
from storefront.legal.errors import BadTaxCode, InThePast
from storefront.legal.rules import Page
from storefront.legal.service import NewIdentity, NewText
from tests.factories.storefront import make_seller
from tests.visitor import Visitor

OPERATOR = Actor(id=1, name="Cán bộ Lan")
DESK = "/quan-tri/phap-ly"


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "legal.see", "legal.change")
    return visitor


def publish(body: str, day: date, language: str = "vi", page: Page = Page.TERMS) -> int:
    with transaction():
        new = NewText(page, language, body, day, "Quyết định 1")
        return service.add_text(OPERATOR, new, clock.now()).id


@pytest.mark.parametrize("page", Page)
def test_every_page_is_there_from_the_first_day_and_says_it_is_a_sample(
    visitor: Visitor, page: Page
) -> None:
    found = visitor.get(f"/phap-ly/{page.value}")
    assert "data-sample" in found
    assert "Set-Cookie" not in found.answer.headers  # type: ignore[union-attr]
    assert "data-sample" in visitor.get(f"/phap-ly/{page.value}?lang=en")


def test_an_unknown_operator_is_shown_as_unknown(visitor: Visitor) -> None:
    page = visitor.get("/phap-ly")
    assert "chưa khai thông tin" in page
    assert page.html.count("Chưa rõ") == 9


def test_who_runs_the_market_is_entered_and_shown(operator: Visitor) -> None:
    new = {
        "name": "HTX Chợ Xã",
        "address": "12 Hòa Bình",
        "tax_code": "0100233488",
        "valid_from": "2026-07-01",
        "source": "Giấy đăng ký",
    }
    url = f"{DESK}/nguoi-van-hanh"
    operator.get(url)
    assert "chữ số kiểm tra phải đúng" in operator.post(
        url, 422, **{**new, "tax_code": "0100233489"}
    )
    assert "Đã ghi người vận hành." in operator.post(url, **new)
    page = operator.get("/phap-ly")
    assert "HTX Chợ Xã" in page
    assert "0100233488" in page
    assert page.html.count("Chưa rõ") == 6


def test_a_new_version_counts_from_its_day_and_the_old_one_stays_readable(
    operator: Visitor,
) -> None:
    today = clock.today()
    first = publish("## Bản một", today)
    url = f"{DESK}/dieu-khoan/vi"
    assert "## Bản một" in operator.get(url)
    new = {"body": "## Bản hai", "source": "Quyết định 2"}
    yesterday, later = today - timedelta(days=1), today + timedelta(days=20)
    assert "không thể có hiệu lực trước hôm nay" in operator.post(
        url, 422, **new, valid_from=yesterday.isoformat()
    )
    page = operator.post(url, **new, valid_from=later.isoformat())
    assert "Sắp có hiệu lực" in page
    assert "Bản một" in operator.get("/phap-ly/dieu-khoan")
    operator.post(url, **new, valid_from=today.isoformat())
    assert "Bản hai" in operator.get("/phap-ly/dieu-khoan")
    assert "Quyết định 1" in operator.get("/phap-ly/dieu-khoan/cac-ban")
    old = operator.get(f"/phap-ly/dieu-khoan/cac-ban/{first}")
    assert "Bản một" in old
    assert "một bản trong lịch sử" in old
    operator.get(f"/phap-ly/doi-tra/cac-ban/{first}", 404)
    operator.get(f"{DESK}/dieu-khoan/fr", 404)


def test_without_a_version_in_english_the_vietnamese_one_counts(visitor: Visitor) -> None:
    publish("## Chỉ tiếng Việt", clock.today())
    page = visitor.get("/phap-ly/dieu-khoan?lang=en")
    assert "Chỉ tiếng Việt" in page
    assert 'lang="vi"' in page


def test_markup_in_a_text_is_text(visitor: Visitor) -> None:
    publish("<script>alert(1)</script>", clock.today())
    assert "&lt;script&gt;" in visitor.get("/phap-ly/dieu-khoan")


@pytest.mark.parametrize(
    ("slug", "said", "unsaid"),
    [
        ("khieu-nai", "Sàn giải quyết xong khiếu nại", "Người mua sửa đánh giá"),
        ("doi-tra", "Không đúng như đã ghi", "Sàn giải quyết xong khiếu nại"),
        ("truoc-khi-mua", "Người bán hoàn tiền", "Người bán trả lời"),
        ("quyen-rieng-tu", "Sàn xóa xong dữ liệu", "Người mua yêu cầu"),
    ],
)
def test_a_page_that_speaks_of_times_shows_the_rows_of_the_day(
    visitor: Visitor, slug: str, said: str, unsaid: str
) -> None:
    assert "Sàn chưa công bố thời hạn nào" in visitor.get(f"/phap-ly/{slug}")
    with transaction():
        deadlines.import_packaged(clock.now())
    page = visitor.get(f"/phap-ly/{slug}")
    assert "Thời hạn đang áp dụng" in page
    assert said in page
    assert unsaid not in page
    assert "Times that apply now" in visitor.get(f"/phap-ly/{slug}?lang=en")


def test_a_replaced_time_is_not_said_beside_the_new_one(visitor: Visitor) -> None:
    with transaction():
        deadlines.import_packaged(clock.now())
        new = NewDeadline(What.COMPLAINT_RESOLVE, 24 * 21, clock.today(), "Quyết định 7")
        deadlines.add(OPERATOR, new, clock.now())
    page = visitor.get("/phap-ly/khieu-nai")
    assert page.html.count("Sàn giải quyết xong khiếu nại") == 1
    assert "<b>21 ngày</b>: Sàn giải quyết xong khiếu nại" in page.html


def test_a_sellers_identity_is_public_and_says_what_is_not_known(visitor: Visitor) -> None:
    slug = make_seller("HTX Minh Bạch", tax_code="0100233488").slug
    page = visitor.get(f"/phap-ly/nguoi-ban/{slug}")
    assert "0100233488" in page
    assert "Chưa rõ" in page
    visitor.get("/phap-ly/nguoi-ban/khong-co", 404)
    visitor.get("/phap-ly/khong-co", 404)


def test_of_a_households_personal_number_only_the_end_is_public(visitor: Visitor) -> None:
    slug = make_seller("Hộ Minh", tax_code="001099012345").slug
    page = visitor.get(f"/phap-ly/nguoi-ban/{slug}")
    assert "••••••••2345" in page
    assert "001099012345" not in page


def test_services_refuse_the_past_and_bad_tax_codes(db: object) -> None:
    with pytest.raises(InThePast):
        publish("x", clock.today() - timedelta(days=1))
    with pytest.raises(BadTaxCode), transaction():
        new = NewIdentity("A", clock.today(), "x", tax_code="123")
        service.add_identity(OPERATOR, new, clock.now())
    assert queries.list_operators() == []
