"""A seller packs from Today: one tap, the code of the parcel, a label of 58 mm."""

import re

from playwright.sync_api import Page

from storefront.demo.trade import PASSWORD

PACK = "main button:has-text('Đã gói')"
CODE = re.compile(r"/kien/[0-9A-Z]{16}/nhan")
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
ROLL_POINTS = re.compile(rb"/MediaBox\s*\[0 0 16[0-9.]+ 198")  # 58 mm x 70 mm


def test_a_parcel_is_packed_by_one_tap_and_its_label_is_one_page(phone: Page) -> None:
    phone.goto("/dang-nhap")
    phone.fill("[name=login]", "ia-bang@minh-hoa.example")
    phone.fill("[name=password]", PASSWORD)
    phone.click("main form button")
    phone.goto("/ban-hang")

    phone.locator(PACK).first.click()

    number = phone.url.split("/")[-2]
    label = phone.locator("main a[href$='nhan?kho=58']")
    address = label.get_attribute("href") or ""
    assert CODE.match(address)
    phone.goto(address)
    printed = phone.pdf(prefer_css_page_size=True)
    assert len(PAGE.findall(printed)) == len(ROLL_POINTS.findall(printed)) == 1
    phone.goto("/ban-hang")
    assert phone.locator(f"main a[href$='/don-hang/{number}']").count() == 0
