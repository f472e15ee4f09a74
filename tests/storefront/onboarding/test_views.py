"""Opening a shop as its seller and its buyers see it."""

import pytest
from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.sealing import unseal
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.accounts import rules as account_rules
from storefront.accounts.models import Account
from storefront.messages.models import Message
from storefront.messages.service import SEALED_FOR
from storefront.onboarding import queries
from storefront.onboarding.rules import Kind
from storefront.onboarding.service import deciding
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.catalog import make_producer
from tests.factories.shops import NOW, TAX_CODE, TODAY, WHO, fill_in, open_shop, verified_shop
from tests.factories.storefront import make_goods, make_places
from tests.storefront.one_time_codes.codes import SECRET, another, last_code
from tests.visitor import Visitor

LAN = Actor(id=900_001, name="Cán bộ Lan")
NAME = {
    "legal_form": "household",
    "name": "Hộ minh họa Út Lành",
    "representative": "Nguyễn Thị Lành",
    "phone": "0912 345 678",
}


def as_owner(visitor: Visitor, owner: Actor) -> None:
    (producer_id,) = owner.producer_ids
    rights = (*account_rules.EVERYONE, *account_rules.MEMBER_ROLES["owner"])
    visitor.sign_in(*rights, producer_ids=(producer_id,), number=owner.id or 0)


def test_the_first_page_touches_no_session_and_is_light(visitor: Visitor) -> None:
    page = visitor.get("/mo-cua-hang")
    assert page.answer and "Set-Cookie" not in page.answer.headers
    assert len(page.html) < 20_000
    assert "không nhận ảnh căn cước" in page
    assert visitor.raw("/mo-cua-hang/bat-dau", 302).location == "/mo-cua-hang/so-dien-thoai"


def test_a_person_opens_a_shop_step_by_step(visitor: Visitor) -> None:
    make_places()
    make_account("Chị Lành", phone="0912345678")
    visitor.post("/dang-nhap", login="0912345678", password=PASSWORD)
    assert visitor.raw("/mo-cua-hang/bat-dau", 302).location == "/mo-cua-hang/ten"
    page = visitor.post("/mo-cua-hang/ten", **NAME)
    assert page.page == "open-shop-steps" and page.marks["data-state"] == "draft"
    steps = "/ban-hang/mo-cua-hang"
    assert "Đã ghi." in visitor.post(f"{steps}/giay-to", tax_code="0100 233 488")
    page = visitor.post(
        f"{steps}/dia-chi", province_code="64", commune_text="Ia Băng", address="Làng Ngol"
    )
    assert "Đã ghi." in page
    assert "Còn thiếu: " in visitor.post(f"{steps}/nop", 422)
    page = visitor.post(
        "/ban-hang/tien/tai-khoan",
        bank="970436",
        account="0011002200",
        holder="LANH",
        tiep=steps,
    )
    assert page.page == "open-shop-steps"
    words = [str(one.id) for one in queries.list_wanted(TODAY) if one.kind == Kind.ATTESTED]
    visitor.post(f"{steps}/cam-ket", cam_ket=words)
    page = visitor.post(f"{steps}/nop")
    assert page.marks["data-state"] == "submitted"
    assert "cán bộ đang xem hồ sơ" in visitor.get("/ban-hang"), "said on every page"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("legal_form", "", "Hãy chọn một mục."),
        ("legal_form", "unknown", "Hãy chọn một mục."),
        ("name", "A", "từ 2 đến 200"),
        ("phone", "0168 234 5678", "Số mới có thể là"),
        ("representative", "", "Vui lòng điền"),
    ],
)
def test_bad_input_is_refused_and_kept(
    visitor: Visitor, field: str, value: str, words: str
) -> None:
    visitor.sign_in("accounts.keep", number=make_account().id)
    page = visitor.post("/mo-cua-hang/ten", 422, **{**NAME, field: value})
    assert words in page
    assert "Hộ minh họa Út Lành" in page or field == "name"
    assert session.scalar(select(Producer.id)) is None


def test_a_wrong_or_taken_tax_code_is_refused_beside_the_field(visitor: Visitor) -> None:
    make_producer("Của người khác", tax_code=TAX_CODE)
    owner = open_shop()
    as_owner(visitor, owner)
    page = visitor.post("/ban-hang/mo-cua-hang/giay-to", 422, tax_code="0100233480")
    assert "Mã số thuế chưa đúng" in page and "0100233480" in page
    page = visitor.post(
        "/ban-hang/mo-cua-hang/giay-to", 422, tax_code=TAX_CODE, registration_number="41A8"
    )
    assert "Không dùng được mã số thuế này." in page and "41A8" in page
    assert "Của người khác" not in page


def test_an_old_commune_is_offered_its_new_one(visitor: Visitor) -> None:
    make_places()
    as_owner(visitor, open_shop())
    url = "/ban-hang/mo-cua-hang/dia-chi"
    page = visitor.post(url, 422, province_code="64", commune_text="Không Có", address="Làng")
    assert "Không có xã, phường tên này" in page and "Làng" in page


def test_a_returned_shop_says_why_on_every_page(visitor: Visitor) -> None:
    owner = open_shop()
    fill_in(owner)
    as_owner(visitor, owner)
    visitor.post("/ban-hang/mo-cua-hang/nop")
    with transaction():
        number = queries.get_own_shop(owner, TODAY).application.id
        deciding.return_shop(LAN, number, "Tên chưa giống giấy", NOW)
    for url in ("/ban-hang", "/ban-hang/lo", "/ban-hang/tien"):
        page = visitor.get(url)
        assert "Tên chưa giống giấy" in page and "data-hidden" in page


def test_buyers_see_nothing_of_a_hidden_shop_but_printed_codes_answer(visitor: Visitor) -> None:
    goods = make_goods()
    product = session.get_one(Product, goods.product_id)
    name, slug, seller = product.name, product.slug, product.producer.slug
    passport = f"/truy-xuat/{goods.code}"
    assert f"/san-pham/{slug}" in visitor.get(passport).html
    set_listed(goods.seller_id, is_listed=False)
    visitor.get(f"/san-pham/{slug}", 404)
    visitor.get(f"/chu-the/{seller}", 404)
    assert slug not in visitor.raw("/sitemap.xml").text
    page = visitor.get(passport)
    assert name in page
    assert f"/san-pham/{slug}" not in page.html
    assert visitor.raw(f"/l/{goods.code}", 307).location.endswith(passport)


def set_listed(producer_id: int, *, is_listed: bool) -> None:
    with transaction():
        session.get_one(Producer, producer_id).is_listed = is_listed


def test_a_shop_that_sells_shows_no_banner(visitor: Visitor) -> None:
    owner, _ = verified_shop(LAN)
    as_owner(visitor, owner)
    assert "data-hidden" not in visitor.get("/ban-hang")


def test_a_producer_of_the_register_is_claimed(visitor: Visitor) -> None:
    producer_id = make_producer("HTX minh họa Đồng Tâm").id
    visitor.sign_in("accounts.keep", number=make_account().id)
    assert "Gõ ít nhất ba chữ cái" in visitor.get("/mo-cua-hang/nhan-lai?q=ab")
    assert "HTX minh họa Đồng Tâm" in visitor.get("/mo-cua-hang/nhan-lai?q=dong tam")
    url = f"/mo-cua-hang/nhan-lai/{producer_id}"
    assert "Vui lòng điền" in visitor.post(url, 422, note="")
    assert "Chờ cán bộ trả lời" in visitor.post(url, note="Giám đốc")
    assert "đã gửi yêu cầu" in visitor.post(url, 422, note="Giám đốc")
    visitor.get("/mo-cua-hang/nhan-lai/4711", 404)


def test_a_shop_with_its_people_is_not_even_named(visitor: Visitor) -> None:
    (draft,) = open_shop(who=WHO).producer_ids
    visitor.sign_in("accounts.keep", number=make_account("Kẻ tò mò").id)
    page = visitor.get(f"/mo-cua-hang/nhan-lai/{draft}", 422)
    assert "đã có người bán hàng ở đây" in page
    assert WHO.name not in page


def test_pages_speak_english(visitor: Visitor) -> None:
    as_owner(visitor, open_shop(who=WHO))
    assert "Buyers do not see the shop yet" in visitor.get("/ban-hang/mo-cua-hang?lang=en")


NUMBER = {"name": "Nguyễn Văn Chín", "phone": "0987 111 222"}


def test_a_code_shows_that_the_number_is_ones_own(visitor: Visitor) -> None:
    page = visitor.post("/mo-cua-hang/so-dien-thoai", **NUMBER)
    assert page.page == "open-shop-code" and "•••\u00a0222" in page
    code = last_code()
    page = visitor.post("/mo-cua-hang/ma", 422, code=another(code), **NUMBER)
    assert "Còn nhập được 4 lần" in page and "Nguyễn Văn Chín" in page
    other = {**NUMBER, "phone": "0912 345 678"}
    assert (
        "hãy xin mã khác" in visitor.post("/mo-cua-hang/ma", 422, code=code, **other).html.lower()
    )
    page = visitor.post("/mo-cua-hang/ma", code=code, **NUMBER)
    assert page.page == "passkeys" and "đặt mật khẩu" in page
    account = session.scalars(select(Account)).one()
    assert (account.phone, account.has_password) == ("+84987111222", False)
    page = visitor.post("/tai-khoan/mat-khau", new="xôi nếp nương mới", tiep="/mo-cua-hang/ten")
    assert page.page == "open-shop-name"


def test_who_owns_a_number_is_told_to_its_owner_alone(visitor: Visitor) -> None:
    make_account("Chị Lành", phone="0987111222")
    first = visitor.post("/mo-cua-hang/so-dien-thoai", **NUMBER)
    unknown = visitor.post("/mo-cua-hang/so-dien-thoai", **{**NUMBER, "phone": "0987111223"})
    assert first.page == unknown.page == "open-shop-code"
    code = last_code_to("+84987111222")
    assert "đã có tài khoản" in visitor.post("/mo-cua-hang/ma", 422, code=code, **NUMBER)


@pytest.mark.parametrize(
    ("phone", "words"),
    [("12", "chưa đúng"), ("+33 6 12 34 56 78", "chỉ gửi được tới số di động"), ("", "điền mục")],
)
def test_numbers_no_code_reaches_are_refused(visitor: Visitor, phone: str, words: str) -> None:
    page = visitor.post("/mo-cua-hang/so-dien-thoai", 422, **{**NUMBER, "phone": phone})
    assert words in page and "Nguyễn Văn Chín" in page


def last_code_to(phone: str) -> str:
    query = select(Message).where(Message.phone == phone).order_by(Message.id.desc())
    return unseal(SECRET, SEALED_FOR, session.scalars(query).first().values["code"])  # type: ignore[union-attr]  # sent a line before
