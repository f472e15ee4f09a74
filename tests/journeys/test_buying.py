"""From the shelf to the parcel: a buyer on a small phone, a seller on another."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from storefront.demo.trade import PASSWORD

COFFEE = "Cà phê rang xay Đak Đoa"
SELLER = "ia-bang@minh-hoa.example"


@pytest.fixture
def seller(browser: Browser, site: str) -> Iterator[Page]:
    """The seller's phone, signed in."""
    context = browser.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/dang-nhap")
    page.get_by_label("Số điện thoại hoặc e-mail").fill(SELLER)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/ban-hang**")
    yield page
    context.close()


def put_into_basket(phone: Page, typed: str = "ca phe rang xay dak doa") -> None:
    phone.goto("/")
    phone.locator("#tim").fill(typed)
    phone.locator("#tim").press("Enter")
    phone.get_by_role("link", name=COFFEE, exact=True).click()
    expect(phone.locator("[data-stars='4']").first).to_be_visible()
    phone.get_by_role("button", name="Thêm vào giỏ").click()
    phone.wait_for_url("**/gio-hang**")


def fill_in_address(phone: Page) -> None:
    phone.get_by_label("Số điện thoại").fill("0912 345 678")
    phone.get_by_label("Tên người nhận").fill("Nguyễn Minh Họa")
    phone.get_by_label("Tỉnh, thành phố").select_option(label="Gia Lai")
    phone.get_by_role("combobox", name="Xã, phường").fill("ia bang")
    phone.get_by_role("option", name="Ia Băng").first.click()
    phone.get_by_label("Số nhà").fill("12 Làng Bông")


def place_order(phone: Page) -> str:
    """Buy the coffee; returns the number of the order."""
    put_into_basket(phone)
    phone.get_by_role("main").get_by_role("link", name="Đặt hàng").click()
    fill_in_address(phone)
    phone.get_by_role("button", name=re.compile("Đặt hàng, tổng")).click()
    phone.wait_for_url("**/don-hang/DH**")
    found = re.search(r"DH\w+", phone.url)
    assert found
    return found[0]


def test_an_order_goes_from_the_buyer_to_the_seller_and_back(
    phone: Page, seller: Page, axe: Callable[[Page], list[str]]
) -> None:
    number = place_order(phone)
    expect(phone.get_by_role("main")).to_contain_text("chờ người bán gói hàng")
    assert not axe(phone)

    seller.goto("/ban-hang/don-hang")
    seller.get_by_role("link", name=re.compile(number)).first.click()
    assert not axe(seller)
    seller.get_by_role("button", name=re.compile("gói xong", re.IGNORECASE)).click()

    phone.reload()
    expect(phone.get_by_role("main")).to_contain_text("Đã gói xong, chờ giao đi")


def test_a_basket_fills_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    put_into_basket(page)
    expect(page.get_by_role("main")).to_contain_text(COFFEE)
    context.close()
