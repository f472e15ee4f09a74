"""Which rows of a price sheet change a price."""

import pytest

from storefront.price_sheets.rules import NewPrice, Refusal, judge

PRICES = {7: 95_000}
GOOD = {"ma_quy_cach": "7", "gia_hien_tai": "95000", "gia_moi": "99.000", "ly_do": "Mùa mới"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, NewPrice(2, 7, 95_000, 99_000, "Mùa mới")),
        (
            {"gia_moi": "99 000", "gia_hien_tai": "95.000"},
            NewPrice(2, 7, 95_000, 99_000, "Mùa mới"),
        ),
        ({"gia_moi": ""}, None),
        ({"gia_moi": "95000", "ly_do": ""}, None),
        ({"ma_quy_cach": "8"}, Refusal.UNKNOWN),
        ({"ma_quy_cach": "=7"}, Refusal.UNKNOWN),
        ({"ma_quy_cach": ""}, Refusal.UNKNOWN),
        ({"gia_hien_tai": "94000"}, Refusal.STALE),
        ({"gia_hien_tai": ""}, Refusal.STALE),
        *(
            ({"gia_moi": bad}, Refusal.NOT_A_PRICE)
            for bad in ("0", "-1", "1e5", "99,5", "99.0000", "500000001", "=1+1", "٩٩")
        ),
        ({"ly_do": ""}, Refusal.NO_REASON),
        ({"ly_do": "x" * 201}, Refusal.NO_REASON),
    ],
)
def test_a_row_changes_a_price_or_says_why_not(
    changes: dict[str, str], expected: NewPrice | Refusal | None
) -> None:
    assert judge(2, {**GOOD, **changes}, PRICES, set()) == expected


def test_a_size_is_changed_once() -> None:
    seen: set[int] = set()
    assert isinstance(judge(2, GOOD, PRICES, seen), NewPrice)
    assert judge(3, GOOD, PRICES, seen) == Refusal.TWICE
