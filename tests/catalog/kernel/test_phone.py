"""Telephone numbers as people type them."""

import pytest
from flask import Flask

from catalog.kernel.forms import Filled, HouseForm, PhoneField
from catalog.kernel.phone import NotAPhone, OldPhone, format_phone, parse_phone


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        " 0912 345 678 ",
        "0912.345.678",
        "0912-345-678",
        "(0912) 345 678",
        "+84 912 345 678",
        "+84(0)912345678",
        "84912345678",
        "0084 912 345 678",
        "０９１２３４５６７８",
        "0912\u00a0345\u00a0678",
    ],
)
def test_one_number_has_one_form(typed: str) -> None:
    assert parse_phone(typed) == "+84912345678"


def test_landlines_and_numbers_of_other_countries_are_numbers() -> None:
    assert parse_phone("0292 3823 456") == "+842923823456"
    assert parse_phone("+33 6 12 34 56 78") == "+33612345678"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0168 234 5678", "0382 345 678"),
        ("+84 1234 567 890", "0834 567 890"),
        ("0186 1234567", "0561 234 567"),
    ],
)
def test_an_old_number_is_refused_with_its_new_one(old: str, new: str) -> None:
    with pytest.raises(OldPhone, match=new.replace(" ", "\u00a0")):
        parse_phone(old)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0912",
        "0912 345 67",
        "09123456789",
        "0912x45678",
        "chị Hoa",
        "<b>0912345678</b>",
        "٠٩١٢٣٤٥٦٧٨",
        "+999 1234567",
        "0110 123 4567",
        "0000000000",
        "0" * 500,
    ],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAPhone):
        parse_phone(typed)


def test_numbers_are_shown_in_groups() -> None:
    assert format_phone("+84912345678") == "0912\u00a0345\u00a0678"
    assert format_phone("+842923823456").startswith("+84\u00a0292")
    assert format_phone("+33612345678") == "+33\u00a06\u00a012\u00a034\u00a056\u00a078"
    assert format_phone(None) == ""


class PhoneForm(HouseForm):
    phone = PhoneField("Điện thoại", [Filled()])


@pytest.mark.parametrize(
    ("typed", "data", "errors", "shown"),
    [
        ("0912 345 678", "+84912345678", [], "0912 345 678"),
        ("<b>", None, ["Số điện thoại chưa đúng. Ví dụ: 0912 345 678."], "&lt;b&gt;"),
        ("", None, ["Vui lòng điền mục này."], ""),
    ],
)
def test_the_field_keeps_what_was_typed(
    app: Flask, typed: str, data: str | None, errors: list[str], shown: str
) -> None:
    with app.test_request_context("/", method="POST", data={"phone": typed}):
        form = PhoneForm()
        assert form.validate() == (not errors)
        assert (form.phone.data, form.phone.errors or []) == (data, errors)
        assert f'value="{shown}"' in form.phone()


def test_the_field_shows_a_stored_number_in_groups(app: Flask) -> None:
    with app.test_request_context("/"):
        assert 'value="0912\u00a0345\u00a0678"' in PhoneForm(data={"phone": "+84912345678"}).phone()
