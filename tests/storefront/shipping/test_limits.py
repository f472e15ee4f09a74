"""Cut-offs, regions and gaps: what operators keep, and what a buyer is told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.dated import AlreadyEnded, EndsBeforeItBegins
from catalog.kernel.db import session, transaction
from catalog.products.rules import GoodsClass
from storefront.basket import queries as baskets
from storefront.checkout.queries import quote
from storefront.checkout.rules import Quote
from storefront.orders.models import Order
from storefront.shipping import limiting, queries, service
from storefront.shipping.errors import (
    ImpossibleLimit,
    NotServed,
    RateTwice,
    RegionKnown,
)
from storefront.shipping.limiting import NewLimit
from storefront.shipping.models import ShippingLimit
from storefront.shipping.rules import LimitKind, Place, Zone
from storefront.shipping.service import NewRate
from tests.factories.storefront import (
    NOW,
    fill_basket,
    make_places,
    make_rate,
    make_seller,
    make_stock,
    make_variant,
)
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("db")
SINCE = date(2026, 1, 1)


def a_limit(**changes: object) -> NewLimit:
    given = {
        "goods_class": GoodsClass.FRESH,
        "kind": LimitKind.NOT_BEYOND,
        "zone": Zone.SAME_PROVINCE,
        "weekday": None,
        "valid_from": SINCE,
        "source": "Thỏa thuận thử",
        **changes,
    }
    return NewLimit(**given)  # type: ignore[arg-type]  # a test's own short cut


def quoted(token: str, place: Place = Place("92", "31117")) -> Quote:  # noqa: B008 - frozen
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    return quote(view, place, "Ninh Kiều", clock.today())


def mixed_basket() -> tuple[str, int, int]:
    """Dry and fresh goods of one seller: token, dry variant, fresh variant."""
    seller = make_seller()
    dry = make_stock(make_variant("Cà phê", seller)).variant_id
    fresh = make_stock(make_variant("Xoài", seller, goods_class="fresh")).variant_id
    return fill_basket((dry, 1), (fresh, 1)), dry, fresh


def test_the_line_that_cannot_travel_is_named_and_nothing_is_free() -> None:
    make_rate()
    token, _dry, fresh = mixed_basket()
    found = quoted(token)
    assert not found.can_be_placed
    assert found.sellers[0].out_of_reach == (fresh,)
    assert "hàng tươi sống" in (found.sellers[0].refusal or "")
    assert found.fees == 0


def test_a_mixed_basket_is_one_parcel_at_the_delicate_rate() -> None:
    make_rate()
    make_rate(goods_class="fresh", base_fee=50_000)
    token, _dry, _fresh = mixed_basket()
    found = quoted(token)
    assert found.can_be_placed
    assert found.fees == 55_000  # 1.100 g


def test_a_cut_off_keeps_goods_from_the_far_zone(officer: Actor) -> None:
    make_rate()
    make_rate(goods_class="fresh")
    token, _dry, fresh = mixed_basket()
    with transaction():
        limiting.add_limit(officer, a_limit(), NOW)
    assert quoted(token).sellers[0].out_of_reach == (fresh,)


def test_a_parcel_too_heavy_says_so() -> None:
    make_rate(most_weight_g=1000)
    variant = make_stock(make_variant(weight_g=900)).variant_id
    found = quoted(fill_basket((variant, 2)))
    assert "nặng 2 kg" in (found.sellers[0].refusal or "")
    assert not found.can_be_placed


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": None},
        {"kind": LimitKind.NOT_ON_WEEKDAY, "weekday": None},
        {"kind": LimitKind.NOT_ON_WEEKDAY, "weekday": 7},
        {"kind": LimitKind.NOT_ON_WEEKDAY, "weekday": -1},
    ],
)
def test_a_cut_off_that_says_nothing_is_refused(officer: Actor, changes: dict[str, object]) -> None:
    with pytest.raises(ImpossibleLimit), transaction():
        limiting.add_limit(officer, a_limit(**changes), NOW)
    assert session.scalars(select(ShippingLimit)).all() == []


def test_a_cut_off_ends_after_its_last_day(officer: Actor) -> None:
    with transaction():
        limit_id = limiting.add_limit(officer, a_limit(), NOW).id
    with pytest.raises(EndsBeforeItBegins), transaction():
        limiting.close_limit(officer, limit_id, SINCE - timedelta(days=1))
    with transaction():
        limiting.close_limit(officer, limit_id, clock.today())
    with pytest.raises(AlreadyEnded), transaction():
        limiting.close_limit(officer, limit_id, clock.today())
    assert len(queries.limits_on(clock.today())) == 1
    assert queries.limits_on(clock.today() + timedelta(days=1)) == []


def test_two_open_rates_from_one_day_are_refused(officer: Actor) -> None:
    new = NewRate(Zone.COUNTRY, None, 1000, 30_000, 500, 5_000, 2, 4, SINCE, "Bảng giá")
    with transaction():
        rate_id = service.add_rate(officer, new).id
    with pytest.raises(RateTwice), transaction():
        service.add_rate(officer, new)
    with transaction():
        service.close_rate(officer, rate_id, SINCE)
        service.add_rate(officer, new)


def test_a_province_moves_to_a_region_from_a_day_on(officer: Actor) -> None:
    make_places()
    with transaction():
        assert limiting.take_packaged_regions(officer, NOW) == 1  # of the two, one code is real
        assert limiting.take_packaged_regions(officer, NOW) == 0
        limiting.set_region(officer, "92", "Miền Tây", date(2026, 6, 1), "Thử", NOW)
    assert queries.regions_on(date(2026, 5, 31))["92"] == "Đồng bằng sông Cửu Long"
    assert queries.regions_on(date(2026, 6, 1))["92"] == "Miền Tây"
    with pytest.raises(RegionKnown), transaction():
        limiting.set_region(officer, "92", "Khác", date(2026, 6, 1), "Thử", NOW)
    with pytest.raises(NotServed), transaction():
        limiting.set_region(officer, "00", "Khác", date(2026, 6, 1), "Thử", NOW)


def test_the_operator_keeps_cut_offs_and_regions(visitor: Visitor) -> None:
    make_places()
    make_rate()
    visitor.sign_in("desk.see", "shipping.see", "shipping.change", "holidays.change")
    base = "/quan-tri/cuoc-giao-hang"
    assert "không giao" in visitor.get(base)
    given = {"goods_class": "fresh", "valid_from": "2026-01-01", "source": "Thỏa thuận"}
    url = f"{base}/gioi-han/them"
    visitor.post(url, 422, **given)
    assert "Chọn vùng xa nhất" in visitor.post(url, 422, **given, kind="not_beyond")
    page = visitor.post(url, **given, kind="not_on_weekday", weekday="5")
    assert "Không gửi vào thứ bảy" in page
    limit_id = session.scalars(select(ShippingLimit.id)).one()
    assert "Đã đóng giới hạn." in visitor.post(
        f"{base}/gioi-han/{limit_id}/dong", last_day="2026-12-31"
    )
    assert "Đã ghi vùng của 1 tỉnh." in visitor.post(f"{base}/vung/nap")
    moved = {"province_code": "64", "valid_from": "2026-01-01", "source": "Thử"}
    assert "Tây Nguyên" in visitor.post(f"{base}/vung", **moved, region="Tây Nguyên")
    visitor.post(f"{base}/vung", 422, **moved, region="Khác")
    assert "Delivery regions" in visitor.get(f"{base}/vung?lang=en")


def test_the_buyer_reads_beside_the_line_and_has_a_way_on(visitor: Visitor) -> None:
    make_rate()
    token, _dry, _fresh = mixed_basket()
    visitor.http.set_cookie("gio", token, domain="localhost")
    page = visitor.post("/thanh-toan/phi", province_code="92", commune_text="Ninh Kiều")
    assert "Không gửi được món này đến nơi nhận." in page
    assert "Sửa giỏ hàng" in page
    assert session.scalars(select(Order)).all() == []
