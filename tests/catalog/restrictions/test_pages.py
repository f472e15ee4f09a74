"""Duties and licences are kept by operators; sellers read why goods are not on sale."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.dated import AlreadyEnded, EndsBeforeItBegins
from catalog.kernel.db import session, transaction
from catalog.products.models import Product
from catalog.restrictions import queries, service
from catalog.restrictions.errors import (
    ImpossibleDuty,
    ImpossibleLicence,
    NoSuchLicence,
)
from catalog.restrictions.models import SellerLicence, SetDuty
from catalog.restrictions.rules import DutyKind, LicenceKind, Obstacle
from catalog.restrictions.service import NewDuty, NewLicence
from tests.factories.restrictions import RUBRIC, make_licence, make_restricted
from tests.factories.storefront import NOW, Goods, make_goods
from tests.visitor import Visitor

ALCOHOL = (("min_age", 18), ("licence", 55), ("below_strength", 150))


@pytest.fixture
def wine(db: object) -> Goods:
    """Wine of 14 degrees whose seller has no licence."""
    goods = make_goods(10)
    make_restricted(goods.variant_id, 15, *ALCOHOL, alcohol_tenths=140)
    return goods


def obstacle(goods: Goods) -> Obstacle | None:
    return queries.of_product(goods.product_id, clock.today()).obstacle


def test_a_licence_puts_the_goods_on_sale_and_its_withdrawal_takes_them_off(
    wine: Goods, officer: Actor
) -> None:
    today = clock.today()
    assert obstacle(wine) == Obstacle.NO_LICENCE
    new = NewLicence(wine.seller_id, LicenceKind.ALCOHOL, "07", "UBND xã", today, today)
    with transaction():
        licence_id = service.add_licence(officer, new, NOW).id
    assert obstacle(wine) is None
    assert queries.of_product(wine.product_id, today + timedelta(days=1)).obstacle
    with transaction():
        service.withdraw_licence(officer, licence_id, "Bị thu hồi", NOW)
    assert obstacle(wine) == Obstacle.NO_LICENCE
    with pytest.raises(NoSuchLicence), transaction():
        service.withdraw_licence(officer, licence_id, "Lại", NOW)
    assert len(session.scalars(select(AuditEntry)).all()) == 2


def test_another_sellers_licence_is_worth_nothing(wine: Goods) -> None:
    make_licence(make_goods().seller_id)
    assert obstacle(wine) == Obstacle.NO_LICENCE


def test_ordinary_goods_are_free(wine: Goods) -> None:
    assert queries.conditions_for([make_goods().product_id], clock.today()) == {}


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        (DutyKind.SENTENCE, None, None),
        (DutyKind.MIN_AGE, None, None),
        (DutyKind.MIN_AGE, 0, None),
        (DutyKind.MIN_AGE, 26, None),
        (DutyKind.BELOW_STRENGTH, None, None),
        (DutyKind.BELOW_STRENGTH, -1, None),
        (DutyKind.BELOW_STRENGTH, 1001, None),
        (DutyKind.LICENCE, 1000, None),
        (DutyKind.LICENCE, -1, None),
    ],
)
def test_a_duty_that_says_nothing_is_refused(
    officer: Actor, db: object, kind: DutyKind, number: int | None, text: str | None
) -> None:
    new = NewDuty(RUBRIC, 14, kind, number, text, None, "Luật", clock.today())
    with pytest.raises(ImpossibleDuty), transaction():
        service.add_duty(officer, new, NOW)


def test_a_duty_ends_after_its_last_day(wine: Goods, officer: Actor) -> None:
    duty = session.scalars(select(SetDuty.id).where(SetDuty.kind == "licence")).one()
    with pytest.raises(EndsBeforeItBegins), transaction():
        service.close_duty(officer, duty, clock.today().replace(year=2019))
    with transaction():
        service.close_duty(officer, duty, clock.today() - timedelta(days=1))
    assert obstacle(wine) is None
    with pytest.raises(AlreadyEnded), transaction():
        service.close_duty(officer, duty, clock.today())


def test_a_licence_that_ends_before_it_begins_is_refused(wine: Goods, officer: Actor) -> None:
    day = clock.today()
    new = NewLicence(
        wine.seller_id, LicenceKind.ALCOHOL, "07", "UBND", day, day - timedelta(days=1)
    )
    with pytest.raises(ImpossibleLicence), transaction():
        service.add_licence(officer, new, NOW)


def test_the_operator_keeps_both(visitor: Visitor, wine: Goods) -> None:
    visitor.sign_in("desk.see", "restrictions.change")
    base = "/quan-tri/hang-co-dieu-kien"
    assert "Chưa ghi giấy phép nào" in visitor.get(base)
    given = {
        "producer_id": str(wine.seller_id),
        "kind": "alcohol",
        "number": "07/GP",
        "issuer": "UBND xã",
        "valid_from": "2026-01-01",
    }
    url = f"{base}/giay-phep/them"
    assert "Ngày hết hạn phải sau" in visitor.post(url, 422, **given, valid_to="2025-12-31")
    visitor.post(url, 422, **{**given, "producer_id": "999999"}, valid_to="2030-01-01")
    assert "07/GP" in visitor.post(url, **given, valid_to="2030-12-31")
    licence = session.scalars(select(SellerLicence.id)).one()
    visitor.post(f"{base}/giay-phep/{licence}/rut", 422, why="")
    assert "Đã rút giấy phép" in visitor.post(f"{base}/giay-phep/{licence}/rut", why="Ghi nhầm")
    visitor.get(f"{base}/giay-phep/{licence}/rut", 404)
    duty = {"set_number": "18", "valid_from": "2026-01-01", "document": "Nghị định thử"}
    url = f"{base}/dieu-kien/them"
    visitor.post(url, 422, **duty, kind="sentence")
    visitor.post(url, 422, **duty, kind="min_age", amount="17,5")
    visitor.post(url, 422, **duty, kind="min_age", amount="-3")
    assert "Không phải thuốc." in visitor.post(
        url, **duty, kind="sentence", text="Không phải thuốc."
    )
    row = session.scalars(select(SetDuty.id).where(SetDuty.set_number == 18)).one()
    url = f"{base}/dieu-kien/{row}/dong"
    visitor.post(url, 422, last_day="2020-01-01")
    assert "Đã đóng điều kiện." in visitor.post(url, last_day="2026-12-31")
    assert "Restricted goods" in visitor.get(f"{base}?lang=en")


def test_others_may_not(visitor: Visitor, wine: Goods) -> None:
    visitor.sign_in("desk.see")
    visitor.get("/quan-tri/hang-co-dieu-kien", 403)


def test_the_seller_reads_why_and_enters_the_strength(visitor: Visitor, wine: Goods) -> None:
    visitor.sign_in("products.edit", "seller.see", producer_ids=(wine.seller_id,))
    url = "/ban-hang/hang-co-dieu-kien"
    assert "1 sản phẩm chưa được bán theo luật" in visitor.get("/ban-hang")
    page = visitor.get(url)
    assert "Chưa có giấy phép bán rượu còn hạn." in page
    assert "Luật thử về licence" in page
    for wrong in ("", "-1", "mạnh", "100", "1e3"):
        visitor.post(url, 422, product_id=str(wine.product_id), strength=wrong)
    page = visitor.post(url, product_id=str(wine.product_id), strength="39")
    assert "không được bán qua mạng" in page
    assert session.scalars(select(Product.alcohol_tenths)).one() == 390
    other = make_goods().product_id
    visitor.post(url, 422, product_id=str(other), strength="5")
    assert "Restricted goods" in visitor.get(f"{url}?lang=en")
