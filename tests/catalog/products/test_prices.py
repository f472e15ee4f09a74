"""Prices over time: what counts as a reduction, and who may change a price."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.kernel.db import session, transaction
from catalog.products import queries, rules
from catalog.products.models import PriceEntry
from tests.factories.storefront import Goods, make_goods, make_seller
from tests.visitor import Visitor

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("prices", "lowest"),
    [
        ([], None),
        ([(100, 95)], None),
        ([(100, 95), (5, 80)], 95),
        ([(100, 95), (31, 80)], None),
        ([(100, 95), (30, 80)], 95),
        ([(100, 95), (5, 110)], None),
        ([(100, 80), (10, 120), (5, 80)], None),
        ([(100, 95), (10, 120), (5, 90)], 95),
        ([(100, 60), (40, 95), (5, 80)], 95),
        ([(100, 60), (30, 95), (5, 80)], None),
        ([(100, 95), (5, 80), (3, 80)], 95),
        ([(100, 95), (5, 80), (-1, 70)], 95),
    ],
)
def test_a_reduction_is_told_against_the_lowest_price_of_thirty_days(
    prices: list[tuple[int, int]], lowest: int | None
) -> None:
    known = [(NOW - timedelta(days=ago), price) for ago, price in prices]
    assert rules.lowest_before(known, NOW) == lowest


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(100)


def test_a_seller_changes_a_price_and_the_buyer_sees_what_it_was(
    visitor: Visitor, goods: Goods
) -> None:
    variant = queries.get_variant(goods.variant_id)
    old, slug = variant.price, variant.product.slug
    visitor.sign_in("products.edit", producer_ids=(goods.seller_id,))
    url = f"/ban-hang/gia/{goods.variant_id}"
    assert "đang là giá bán" in visitor.post(url, 422, price=str(old), reason="thử")
    assert "Chưa đọc được số tiền" in visitor.post(url, 422, price="-5", reason="thử")
    assert "Số tiền từ 1" in visitor.post(url, 422, price="500000001", reason="thử")
    assert "Vui lòng điền" in visitor.post(url, 422, price="1000", reason=" ")
    page = visitor.post(url, price=f"{(old - 1000) // 1000}k", reason="vào vụ")
    assert "Giá bán nay là" in page
    assert "vào vụ" in visitor.get(url)
    assert "giá thấp nhất 30 ngày trước" in visitor.get(f"/san-pham/{slug}")


def test_a_price_of_somebody_else_is_not_found(visitor: Visitor, goods: Goods) -> None:
    old = queries.get_variant(goods.variant_id).price
    visitor.sign_in("products.edit", producer_ids=(make_seller("HTX minh họa Đak Đoa").id,))
    visitor.get(f"/ban-hang/gia/{goods.variant_id}", 404)
    visitor.post(f"/ban-hang/gia/{goods.variant_id}", 404, price="1000", reason="thử")
    assert queries.get_variant(goods.variant_id).price == old


def test_a_price_that_was_always_so_is_no_reduction(visitor: Visitor, goods: Goods) -> None:
    variant = queries.get_variant(goods.variant_id)
    with transaction():
        session.add(
            PriceEntry(variant_id=variant.id, price=variant.price, since=NOW, entered_by="Sổ giá")
        )
        slug = variant.product.slug
    assert "giá thấp nhất" not in visitor.get(f"/san-pham/{slug}")
