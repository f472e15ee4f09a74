"""Text, money, codes, dates: the values everything stands on."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.kernel import clock, codes, money, text

BODIES = st.text(codes.ALPHABET, min_size=2, max_size=18)


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("Cà phê Đak Đoa", "ca phe dak doa"),
        (unicodedata.normalize("NFD", "Cà phê Đak Đoa"), "ca phe dak doa"),
        ("  GẠO\u200b   Nếp ", "gao nep"),
        ("Hoà Hòa", "hoa hoa"),
        ("𝗠𝗮̣̂𝘁 𝗼𝗻𝗴 Ｄẻ", "mat ong de"),
    ],
)
def test_folding(given_text: str, folded: str) -> None:
    assert text.fold(given_text) == folded


def test_a_taken_name_gets_a_number() -> None:
    assert text.numbered("gao", ()) == "gao"
    assert text.numbered("gao", {"gao", "gao-2", "gao-4"}) == "gao-3"


def test_slugs_and_lines() -> None:
    assert text.slugify("Nước mắm “Cá cơm” 40°N") == "nuoc-mam-ca-com-40-n"
    assert text.nfc_lines("một \r\n\r\n\r\n\r\nhai\u0000") == "một\n\nhai"


@pytest.mark.parametrize("empty", ["\u3164\u2800", "\u115f \uffa0", "\u202e\u034f", "\U000e0041"])
def test_letters_that_look_empty_are_nothing(empty: str) -> None:
    assert text.nfc(empty) == ""


def test_marks_are_heaped_on_no_letter() -> None:
    heaped = text.nfc("Mật o" + "\u0301\u0302\u0323\u0489" * 25 + "ng")
    assert len(heaped) <= len("Mật ong") + 4
    assert text.fold(heaped) == text.fold("Mật o\u0489ng")
    for written in ("Đăk Pơ\u0306", "ខ្ញុំ", "ที่นี่", "हिन्दी", "Cà phê"):
        assert text.nfc(written) == unicodedata.normalize("NFC", written)


def test_dong_are_written_the_vietnamese_way() -> None:
    assert money.format_dong(1234000) == "1.234.000\u00a0₫"


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=9))
def test_shares_add_up(amount: int, weights: list[int]) -> None:
    if sum(weights) == 0:
        with pytest.raises(ValueError):
            money.share_out(amount, weights)
        return
    parts = money.share_out(amount, weights)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


@given(BODIES, st.data())
def test_one_wrong_character_shows(body: str, data: st.DataObject) -> None:
    code = codes.with_check(body)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(codes.ALPHABET.replace(code[place], "")))
    assert codes.has_valid_check(code)
    assert not codes.has_valid_check(code[:place] + other + code[place + 1 :])


@given(BODIES, st.data())
def test_two_swapped_neighbours_show(body: str, data: st.DataObject) -> None:
    code = codes.with_check(body)
    place = data.draw(st.integers(0, len(body) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or not codes.has_valid_check(swapped)


def test_typed_codes_are_read_generously() -> None:
    assert codes.canonical(" ct26 11–o3l ") == "CT2611-031"
    assert not codes.has_valid_check("")
    assert not codes.has_valid_check("ÀÁ1")


@pytest.mark.parametrize(
    ("gtin", "is_right"),
    [
        ("09521234543213", True),
        ("09521234543214", False),
        ("9521234543213", False),
        ("٠٩٥٢١٢٣٤٥٤٣٢١٣", False),
    ],
)
def test_gtin_check_digit(gtin: str, is_right: bool) -> None:
    assert codes.is_gtin14(gtin) is is_right


@pytest.mark.parametrize(
    ("gtin", "is_restricted"),
    [
        ("08931234567890", False),
        ("09521234543213", False),
        ("00012345678905", False),
        ("00201234567893", True),
        ("02012345678900", True),
        ("00412345678909", True),
        ("09812345678908", True),
        ("00000020123451", True),
        ("00000096385074", False),
    ],
)
def test_numbers_that_every_shop_gives_out_itself(gtin: str, is_restricted: bool) -> None:
    assert codes.is_restricted_gtin(gtin) is is_restricted


def test_the_day_ends_at_midnight_in_vietnam() -> None:
    assert clock.midnight_after(date(2026, 11, 22)) == datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert clock.local_date(datetime(2026, 11, 22, 17, tzinfo=UTC)) == date(2026, 11, 23)
