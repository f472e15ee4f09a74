"""Acting for a household, as helper and household see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.assistance.models import HelpConsent
from storefront.messages.models import Message
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.storefront import make_goods, make_seller
from tests.storefront.one_time_codes.codes import another, last_code
from tests.visitor import Visitor

TODAY = clock.today()
ASKED = {
    "scope": "goods",
    "how": "paper",
    "note": "Giấy ngày 29/11, chủ hộ ký",
    "first": TODAY.isoformat(),
    "last": (TODAY + timedelta(days=30)).isoformat(),
}


def enter(visitor: Visitor, login: str) -> None:
    visitor.post("/dang-nhap", login=login, password=PASSWORD)


@pytest.fixture
def household() -> int:
    seller = make_seller("Hộ minh họa Út Lành")
    number = seller.id
    make_account("Chị Lành", phone="0987000001", memberships=[(number, "owner")])
    return number


@pytest.fixture
def lan(visitor: Visitor) -> Visitor:
    make_account("Cán bộ Lan", phone="0987000002", roles=["officer"])
    enter(visitor, "0987000002")
    return visitor


def consent_id() -> int:
    return session.scalars(select(HelpConsent.id).order_by(HelpConsent.id.desc())).first() or 0


def helping(visitor: Visitor, household: int, **asked: str) -> int:
    visitor.post(f"/lam-thay/ho/{household}", **{**ASKED, **asked})
    number = consent_id()
    visitor.post(f"/lam-thay/{number}/bat-dau")
    return number


@pytest.mark.usefixtures("db")
def test_a_helper_works_for_a_household_under_both_names(lan: Visitor, household: int) -> None:
    assert "Hộ minh họa Út Lành" in lan.get("/lam-thay?q=ut lanh")
    page = lan.post(f"/lam-thay/ho/{household}", **ASKED)
    assert page.page == "households" and "Đã ghi sự đồng ý." in page
    page = lan.post(f"/lam-thay/{consent_id()}/bat-dau")
    assert page.page == "seller-today" and "Bạn đang làm thay Hộ minh họa Út Lành" in page
    lan.get("/quan-tri", 403)
    lan.get("/ban-hang/tien", 403)
    lan.get("/ban-hang/nguoi", 403)
    lan.get("/ban-hang/kho")
    lan.post("/lam-thay/thoi")
    lan.get("/quan-tri")
    lan.get("/ban-hang", 403)


@pytest.mark.usefixtures("db")
def test_every_act_names_helper_and_household_and_is_seen(
    make_visitor: Callable[[], Visitor],
) -> None:
    goods = make_goods()
    make_account("Chị Hoa", phone="0987000003", memberships=[(goods.seller_id, "owner")])
    make_account("Cán bộ Lan", phone="0987000002", roles=["officer"])
    helper, owner = make_visitor(), make_visitor()
    enter(helper, "0987000002")
    helping(helper, goods.seller_id)
    url = f"/ban-hang/gia/{goods.variant_id}"
    helper.post(url, price="99000", reason="other", note="Giá mới của hộ")
    names = set(session.scalars(select(AuditEntry.actor_name)))
    assert "Cán bộ Lan làm thay HTX minh họa Ia Băng" in names
    enter(owner, "0987000003")
    page = owner.get("/ban-hang/lam-thay")
    assert "Giấy ngày 29/11" in page
    assert "Cán bộ Lan làm thay HTX minh họa Ia Băng" in page


@pytest.mark.usefixtures("db")
def test_the_household_ends_it_at_once(make_visitor: Callable[[], Visitor], household: int) -> None:
    make_account("Cán bộ Lan", phone="0987000002", roles=["officer"])
    helper, owner = make_visitor(), make_visitor()
    enter(helper, "0987000002")
    number = helping(helper, household)
    helper.get("/ban-hang/kho")
    enter(owner, "0987000001")
    assert "đã dừng: Chị Lành" in owner.post(f"/lam-thay/{number}/het")
    helper.get("/ban-hang/kho", 403)
    helper.post(f"/lam-thay/{number}/bat-dau", 404)


@pytest.mark.usefixtures("db")
def test_a_consent_lapses_by_itself(lan: Visitor, household: int) -> None:
    number = helping(lan, household)
    with transaction():
        session.get_one(HelpConsent, number).valid_to = TODAY - timedelta(days=1)
    lan.get("/ban-hang/kho", 403)


@pytest.mark.usefixtures("db")
def test_the_household_agrees_by_its_own_telephone(lan: Visitor, household: int) -> None:
    page = lan.post(f"/lam-thay/ho/{household}", **{**ASKED, "how": "code", "note": ""})
    assert page.page == "help-give" and "•••\u00a0001" in page
    code = last_code()
    given = {"scope": "goods", "first": ASKED["first"], "last": ASKED["last"]}
    url = f"/lam-thay/ho/{household}/ma"
    assert "Còn nhập được" in lan.post(url, 422, code=another(code), **given)
    assert "Hãy xin mã khác" in lan.post(url, 422, code=code, **{**given, "scope": "all"})
    assert "Đã ghi sự đồng ý." in lan.post(url, code=code, **given)
    told = session.scalars(select(Message).where(Message.kind == "help_begun")).one()
    assert (told.phone, told.values["helper"]) == ("+84987000001", "Cán bộ Lan")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"note": ""}, "Ghi giấy đã xem"),
        ({"last": (TODAY - timedelta(days=1)).isoformat()}, "Ngày chưa đúng"),
        ({"last": (TODAY + timedelta(days=900)).isoformat()}, "Ngày chưa đúng"),
        ({"last": "mai"}, "Không đọc được ngày này"),
    ],
)
@pytest.mark.usefixtures("db")
def test_bad_consents_are_refused_with_nothing_written(
    lan: Visitor, household: int, changed: dict[str, str], words: str
) -> None:
    assert words in lan.post(f"/lam-thay/ho/{household}", 422, **{**ASKED, **changed})
    assert consent_id() == 0


@pytest.mark.usefixtures("db")
def test_consents_of_others_open_nothing(
    make_visitor: Callable[[], Visitor], household: int
) -> None:
    make_account("Cán bộ Lan", phone="0987000002", roles=["officer"])
    make_account("Cán bộ Ba", phone="0987000004", roles=["officer"])
    lan, ba = make_visitor(), make_visitor()
    enter(lan, "0987000002")
    lan.post(f"/lam-thay/ho/{household}", **ASKED)
    enter(ba, "0987000004")
    ba.post(f"/lam-thay/{consent_id()}/bat-dau", 404)
    ba.post(f"/lam-thay/{consent_id()}/het", 404)


@pytest.mark.usefixtures("db")
def test_ones_own_household_needs_no_consent(visitor: Visitor, household: int) -> None:
    enter(visitor, "0987000001")
    assert "không cần làm thay" in visitor.post(f"/lam-thay/ho/{household}", 422, **ASKED)
    assert "Không ai làm thay bạn." in visitor.get("/ban-hang/lam-thay")


def test_buyers_help_nobody(visitor: Visitor) -> None:
    visitor.sign_in("accounts.keep")
    visitor.get("/lam-thay", 403)
