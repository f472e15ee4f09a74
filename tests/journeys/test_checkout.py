"""Checkout under a double tap, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

PRODUCT = "/san-pham/ca-phe-rang-xay-dak-doa"


def put_into_basket(page: Page) -> None:
    page.goto(PRODUCT)
    page.locator(".add button").click()
    expect(page.locator("h1")).to_have_text("Giỏ hàng")


def fill_in(page: Page, commune: str) -> None:
    page.fill("[name=phone]", "0987 654 321")
    page.fill("[name=buyer_name]", "Trần Thị Mận")
    page.select_option("[name=province_code]", label="Cần Thơ")
    page.fill("[name=commune_text]", commune)
    page.fill("[name=street]", "12 Hòa Bình")


def test_a_double_tap_is_one_order(phone: Page, axe: Callable[[Page], list[str]]) -> None:
    put_into_basket(phone)
    assert not axe(phone)
    phone.locator("a[href='/thanh-toan']").click()
    fill_in(phone, "ninh kieu")
    phone.locator(".place__list li").first.click()
    order = phone.locator("#tong button").first
    expect(order).to_contain_text("Đặt hàng, tổng")  # the fee came while the form was filled in
    assert not axe(phone)
    order.dblclick()
    phone.wait_for_url("**/don-hang/DH*")
    number = phone.locator("h1").inner_text().split()[-1]
    phone.go_back()
    phone.goto(f"/don-hang/{number}")
    expect(phone.locator("[data-order]")).to_have_count(1)
    expect(phone.locator(".top__basket b")).to_have_count(0)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_javascript_the_server_asks_which_commune(
    browser: Browser, site: str, language: str
) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    put_into_basket(page)
    page.goto(f"/thanh-toan?lang={language}")
    fill_in(page, "thoi an")
    page.locator("#tong button").last.click()
    page.locator(".place__offer").first.click()
    page.locator("#tong button").last.click()
    page.locator("#tong button").first.click()
    page.wait_for_url("**/don-hang/DH*")
    page.locator("a.button--danger").first.click()
    page.locator("button.button--danger").click()
    expect(page.locator("main")).to_have_attribute("data-status", "cancelled")
    context.close()


def test_enter_in_a_field_asks_for_the_fee_and_adds_nobody(phone: Page) -> None:
    put_into_basket(phone)
    phone.goto("/thanh-toan")
    fill_in(phone, "ninh kieu")
    phone.locator(".place__list li").first.click()
    phone.locator("[name=street]").press("Enter")
    phone.wait_for_url("**/thanh-toan/phi")
    expect(phone.locator("[data-recipient]")).to_have_count(0)
    expect(phone.locator("#tong button").first).to_contain_text("Đặt hàng, tổng")


@pytest.mark.parametrize("with_script", [True, False])
def test_another_language_keeps_what_was_typed_and_the_browser_does_not(
    browser: Browser, site: str, with_script: bool
) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=with_script, locale="vi-VN")
    page = context.new_page()
    put_into_basket(page)
    page.goto("/thanh-toan")
    fill_in(page, "ninh kieu")
    page.fill("[name=note]", "Sau 17 giờ")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Order")
    expect(page.locator("[name=phone]")).to_have_value("0987 654 321")
    expect(page.locator("[name=buyer_name]")).to_have_value("Trần Thị Mận")
    expect(page.locator("[name=street]")).to_have_value("12 Hòa Bình")
    expect(page.locator("[name=note]")).to_have_value("Sau 17 giờ")
    expect(page.locator("[name=province_code] option:checked")).to_have_text("Cần Thơ")
    if with_script:
        page.reload()
        expect(page.locator("[name=phone]")).to_have_value("")
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()
