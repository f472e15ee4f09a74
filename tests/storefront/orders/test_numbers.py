"""Numbers that can be typed, and keys that open one purchase only."""

import pytest

from storefront.orders import numbers


def test_numbers_carry_a_check_character() -> None:
    number = numbers.make_number(2026, "K7Q2M9")
    assert number.startswith("DH26K7Q2M9")
    assert len(number) == 11
    assert numbers.read_number(number) == number
    assert numbers.read_number(f" {number.lower()[:5]} {number[5:]} ") == number
    assert numbers.read_number(f"{number}-2") == f"{number}-2"
    assert numbers.group_number(f"{number}-2") == number


@pytest.mark.parametrize(
    "typed", ["", "DH26", "DH26K7Q2M90", "XX26K7Q2M9A", "DH26K7Q2M9A-0", "Đ" * 3, "x" * 5000]
)
def test_what_cannot_be_a_number_is_not_looked_for(typed: str) -> None:
    number = numbers.make_number(2026, "K7Q2M9")
    assert typed == number or numbers.read_number(typed) is None


def test_a_key_opens_only_its_own_purchase() -> None:
    number, phone = "DH26K7Q2M9A", "+84901234567"
    key = numbers.sign(number, phone, "secret")
    assert numbers.is_signed(number, phone, key, "secret")
    assert not numbers.is_signed("DH26K7Q2M9B", phone, key, "secret")
    assert not numbers.is_signed(number, "+84901234568", key, "secret")
    assert not numbers.is_signed(number, phone, key, "another secret")
    assert not numbers.is_signed(number, phone, "", "secret")
    assert not numbers.is_signed(number, phone, "ký.tự", "secret")
