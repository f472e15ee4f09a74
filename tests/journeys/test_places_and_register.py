"""A commune is chosen by a few letters and the keyboard; the register reads well."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

SOURCES = ["/so-dang-ky", "/dia-gioi", "/dia-gioi?q=long+tuyen", "/dia-gioi/92"]


def test_a_commune_is_chosen_with_the_keyboard(phone: Page) -> None:
    phone.goto("/bang-thanh-phan")
    name = phone.get_by_role("combobox", name="Xã, phường, đặc khu")
    name.fill("")
    name.press_sequentially("glar")
    option = phone.get_by_role("option", name="Xã Đak Đoa")
    expect(option).to_contain_text("gồm xã Glar cũ")
    name.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    name.press("Enter")
    expect(name).to_have_value("Xã Đak Đoa")
    expect(name).to_have_attribute("aria-expanded", "false")
    code = phone.locator("input[name=commune_code]")
    expect(code).to_have_value("23677")
    name.press_sequentially("x")
    expect(code).to_have_value("")
    name.press("Escape")


def test_a_commune_is_chosen_by_touch_and_brings_its_province(phone: Page) -> None:
    phone.goto("/bang-thanh-phan")
    name = phone.get_by_role("combobox", name="Xã, phường, đặc khu")
    name.fill("cai khe")
    phone.get_by_role("option", name="Phường Cái Khế").tap()
    expect(name).to_have_value("Phường Cái Khế")
    expect(phone.locator("select[name=province_code]")).to_have_value("92")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", SOURCES)
def test_pages_are_accessible(
    phone: Page, axe: Callable[[Page], list[str]], path: str, language: str
) -> None:
    phone.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert not axe(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
