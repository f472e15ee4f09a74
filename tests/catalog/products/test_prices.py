"""Prices over time: what counts as a reduction, and who may change a price."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.kernel.db import session, transaction
from catalog.products import queries, rules
from catalog.products.models import PriceEntry
from catalog.products.rules import PriceReason
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
    assert "đang là giá bán" in visitor.post(url, 422, price=str(old), reason="costs")
    assert "Chưa đọc được số tiền" in visitor.post(url, 422, price="-5", reason="costs")
    assert "Số tiền từ 1" in visitor.post(url, 422, price="500000001", reason="costs")
    assert "Chọn một lý do" in visitor.post(url, 422, price="94000")
    assert "Ghi lý do đổi giá" in visitor.post(url, 422, price="94000", reason="other", note=" ")
    page = visitor.post(
        url, price=f"{(old - 1000) // 1000}k", reason="season_begins", note="hái rộ"
    )
    assert "Giá bán nay là 94.000" in page
    assert "Lý do: Vào vụ: hái rộ." in page
    assert "Vào vụ: hái rộ" in visitor.get(url)
    assert "The season begins: hái rộ" in visitor.get(f"{url}?lang=en").html.replace(
        '<span lang="vi">', ""
    )
    assert "giá thấp nhất 30 ngày trước" in visitor.get(f"/san-pham/{slug}?lang=vi")


def test_a_price_of_somebody_else_is_not_found(visitor: Visitor, goods: Goods) -> None:
    old = queries.get_variant(goods.variant_id).price
    visitor.sign_in("products.edit", producer_ids=(make_seller("HTX minh họa Đak Đoa").id,))
    visitor.get(f"/ban-hang/gia/{goods.variant_id}", 404)
    visitor.post(f"/ban-hang/gia/{goods.variant_id}", 404, price="94000", reason="costs")
    assert queries.get_variant(goods.variant_id).price == old


def test_a_price_that_was_always_so_is_no_reduction(visitor: Visitor, goods: Goods) -> None:
    variant = queries.get_variant(goods.variant_id)
    with transaction():
        session.add(
            PriceEntry(variant_id=variant.id, price=variant.price, since=NOW, entered_by="Sổ giá")
        )
        slug = variant.product.slug
    assert "giá thấp nhất" not in visitor.get(f"/san-pham/{slug}")


@pytest.mark.parametrize(
    ("old", "new", "sudden"),
    [
        (100_000, 129_999, False),
        (100_000, 130_000, True),
        (100_000, 100_000, False),
        (100_000, 50_001, False),
        (100_000, 50_000, True),
        (95_000, 9_500, True),
        (95_000, 950_000, True),
        (1, 2, True),
    ],
)
def test_a_jump_may_be_a_slip_of_the_finger(old: int, new: int, sudden: bool) -> None:
    assert rules.is_sudden(old, new) is sudden


@pytest.mark.parametrize(
    ("reason", "note", "kept"),
    [
        (PriceReason.COSTS, "", "costs"),
        (PriceReason.COSTS, "phân bón: 20 %", "costs: phân bón: 20 %"),
        (PriceReason.OTHER, "khách quen", "khách quen"),
        (PriceReason.OTHER, None, ""),
    ],
)
def test_a_reason_is_read_as_it_was_kept(reason: PriceReason, note: str | None, kept: str) -> None:
    assert rules.reason_text(reason, note) == kept
    assert rules.read_reason(kept) == (reason, note or "")


def test_words_of_an_old_reason_stay_as_they_were() -> None:
    assert rules.read_reason("other: x") == (PriceReason.OTHER, "other: x")
    assert rules.read_reason("Giá mới của hộ") == (PriceReason.OTHER, "Giá mới của hộ")


def test_a_sudden_price_is_asked_again_and_nothing_is_written(
    visitor: Visitor, goods: Goods
) -> None:
    visitor.sign_in("products.edit", producer_ids=(goods.seller_id,))
    url = f"/ban-hang/gia/{goods.variant_id}"
    page = visitor.post(url, 422, price="125k", reason="costs")
    assert "Giá tăng 31 %, từ 95.000" in page and "Đúng, ghi giá này" in page
    assert queries.get_variant(goods.variant_id).price == 95_000
    other = visitor.post(url, 422, price="9500", reason="costs", sure="125000")
    assert "Giá giảm 90 %" in other
    assert 'value="9500"' in other
    done = visitor.post(url, price="125k", reason="costs", sure="125000")
    assert "Giá bán nay là 125.000" in done
