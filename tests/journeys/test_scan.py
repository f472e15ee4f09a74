"""A code is typed, photographed or scanned at /truy-xuat."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from traceability.links import qr
from traceability.links.qr import Label

FOREIGN = "https://evil.example/l/CT2611-03K7M-X"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_accessible_also_when_it_refuses(
    phone: Page, axe: Callable[[Page], list[str]], language: str
) -> None:
    phone.goto(f"/truy-xuat?lang={language}&ma=CT2611-03K7M-Y")
    expect(phone.locator("[data-behaviour=scan]")).to_be_visible()
    assert not axe(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_photo_is_read_on_the_phone_and_no_foreign_address_is_opened(phone: Page) -> None:
    phone.goto("/truy-xuat")
    expect(phone.locator("[data-behaviour=scan]")).to_be_visible()
    photo = {"name": "ma.png", "mimeType": "image/png", "buffer": qr.png(Label(FOREIGN, "X"))}
    phone.set_input_files("[data-scan=photo]", files=[photo])  # type: ignore[list-item]  # a dict is a file here
    phone.wait_for_url("**/truy-xuat?ma=*")
    expect(phone.locator("#ma-loi")).to_contain_text("không thuộc hệ thống")
    expect(phone.locator("#ma")).to_have_value(FOREIGN)


def test_a_photo_without_a_code_is_said_to_have_none(phone: Page) -> None:
    phone.goto("/truy-xuat")
    white = {"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
    phone.set_input_files("[data-scan=photo]", files=[white])  # type: ignore[list-item]  # a dict is a file here
    expect(phone.locator("[data-scan=say]")).to_contain_text("Không thấy mã")


def test_without_a_camera_the_page_says_what_else_to_do(phone: Page) -> None:
    phone.goto("/truy-xuat")
    phone.locator("[data-scan=open]").click()
    expect(phone.locator("[data-scan=say]")).to_contain_text("chọn ảnh chụp mã")
    expect(phone.locator("[data-scan=window]")).to_be_hidden()
