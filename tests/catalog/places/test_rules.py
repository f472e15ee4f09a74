"""How an address is typed."""

import pytest

from catalog.places import rules
from catalog.places.rules import Typed

PROVINCES = {"gia lai": "52", "vinh long": "86", "tra vinh": "86", "can tho": "92", "long an": "80"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kon Gang", Typed("kon gang")),
        ("xã Kon Gang", Typed("kon gang", "xã")),
        ("P. Cái Khế", Typed("cai khe", "phường")),
        ("TT. Núi Sập, huyện Thoại Sơn", Typed("nui sap", "thị trấn", "thoai son")),
        ("phường 5", Typed("5", "phường")),
        ("Xã Kon Gang, Gia Lai", Typed("kon gang", "xã", None, "52")),
        ("Gia Lai, xã Kon Gang", Typed("kon gang", "xã", None, "52")),
        ("xã Kon Gang, tỉnh Gia Lai", Typed("kon gang", "xã", None, "52")),
        ("xã Kon Gang (huyện Đak Đoa cũ)", Typed("kon gang", "xã", "dak doa")),
        ("xã Vĩnh Long, Cần Thơ", Typed("vinh long", "xã", None, "92")),
        ("Trà Vinh", Typed("tra vinh")),
        ("TP Cần Thơ, Q. Ô Môn", Typed("", None, "o mon", "92")),
        ("Trà Cú", Typed("tra cu")),
    ],
)
def test_reads_the_parts(text: str, first: Typed) -> None:
    assert rules.read_typed(text, PROVINCES)[0] == first


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("kon gang gia lai", Typed("kon gang", None, None, "52")),
        ("gia lai kon gang", Typed("kon gang", None, None, "52")),
        ("p cai khe tp can tho", Typed("cai khe", "phường", None, "92")),
        ("tan an long an", Typed("tan an", None, None, "80")),
    ],
)
def test_a_province_without_a_comma_is_a_second_reading(text: str, other: Typed) -> None:
    assert other in rules.read_typed(text, PROVINCES)[1:]


def test_nothing_typed_reads_as_nothing() -> None:
    assert rules.read_typed(" , () ", PROVINCES) == []


@pytest.mark.parametrize(
    ("name", "typed", "close"),
    [
        ("cai khe", "cai khe", 0),
        ("cai khe", "caikhe", 0),
        ("cai khe", "cai", 1),
        ("cai khe", "khe", 2),
        ("cai khe", "ai k", 3),
    ],
)
def test_closeness(name: str, typed: str, close: int) -> None:
    assert rules.closeness(name, typed) == close
