"""Whose host it is, and which criterion a place counts for."""

from datetime import date

import pytest

from storefront.floors.reference import criteria, floors
from storefront.floors.rules import Kind, criterion_for, host_of, is_possible_since, name_of

RUBRIC = "26/2026/QĐ-TTg"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://shopee.vn/htx-ia-bang", "Shopee"),
        ("https://SHOP.tiktok.com./@htx", "TikTok"),
        ("https://www.facebook.com/htx", "Facebook"),
        ("https://shopee.vn.lua-dao.example/htx", None),
        ("https://gia-shopee.vn/htx", None),
        ("https://ocop-iabang.example", None),
    ],
)
def test_only_the_places_own_hosts_have_its_name(address: str, expected: str | None) -> None:
    assert name_of(host_of(address), floors()) == expected


@pytest.mark.parametrize(
    ("rubric", "number", "kind", "expected"),
    [
        (RUBRIC, 1, Kind.FLOOR, "4.1"),
        (RUBRIC, 23, Kind.FLOOR, "4.1"),
        (RUBRIC, 24, Kind.FLOOR, None),
        (RUBRIC, 25, Kind.WEBSITE, "4.3"),
        (RUBRIC, 26, Kind.SOCIAL, None),
        ("148/QĐ-TTg", 1, Kind.FLOOR, None),
        (None, None, Kind.FLOOR, None),
    ],
)
def test_a_place_counts_for_the_criterion_of_the_products_own_decision(
    rubric: str | None, number: int | None, kind: Kind, expected: str | None
) -> None:
    found = criterion_for(criteria(), rubric, number, kind)
    assert (found.number if found else None) == expected


@pytest.mark.parametrize(
    ("day", "possible"),
    [(date(2026, 11, 22), True), (date(2026, 11, 23), False), (date(1999, 12, 31), False)],
)
def test_nobody_sells_since_tomorrow(day: date, possible: bool) -> None:
    assert is_possible_since(day, date(2026, 11, 22)) is possible
