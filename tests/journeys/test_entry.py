"""A morning in the yard, on a small phone: a harvest comes in, is dried, and a slip is mended."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from storefront.demo.trade import PASSWORD

SELLER = "ia-bang@minh-hoa.example"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def yard(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The seller's phone, signed in."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": 360, "height": 740},
        locale="vi-VN",
        java_script_enabled=request.param,
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto("/dang-nhap")
    page.get_by_label("Số điện thoại hoặc e-mail").fill(SELLER)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/ban-hang**")
    yield page
    context.close()


def test_a_harvest_is_entered_dried_and_mended(yard: Page, tmp_path: object) -> None:
    open_a_harvest(yard)
    dry_it(yard, f"{tmp_path}/can.jpg")
    mend_it(yard)


def open_a_harvest(yard: Page) -> None:
    yard.get_by_role("link", name="Lô hàng").click()
    yard.get_by_role("link", name="Lô mới").click()
    yard.get_by_label("Tên hàng").fill("Quả cà phê chín")
    yard.get_by_label("Số lượng").fill("3,5")
    yard.get_by_label("Đơn vị").select_option("tạ")
    yard.get_by_role("button", name="Mở lô").click()
    expect(yard.get_by_text(": 350 kg.")).to_be_visible()


def dry_it(yard: Page, photo: str) -> None:
    """Two taps after the amounts: read back, then record."""
    Image.new("RGB", (320, 240), "brown").save(photo)
    yard.get_by_role("link", name="Chế biến").click()
    yard.get_by_label("Số lượng", exact=True).fill("2")
    yard.get_by_label("Đơn vị", exact=True).select_option("tạ")
    yard.get_by_label("Làm ra", exact=True).select_option(label="Bán thành phẩm khác")
    yard.get_by_label("Tên bán thành phẩm").fill("Cà phê nhân")
    yard.get_by_label("Số lượng làm ra").fill("44")
    yard.get_by_role("button", name="Đọc lại rồi ghi").click()
    expect(yard.get_by_text("200 kg")).to_be_visible()
    expect(yard.get_by_text("sau đó còn 150 kg")).to_be_visible()
    yard.get_by_label("Ảnh").set_input_files(photo)
    yard.get_by_role("button", name="Đúng, ghi vào sổ").click()
    expect(yard.get_by_text("Đã ghi vào sổ.")).to_be_visible()
    expect(yard.get_by_alt_text("Ảnh của việc này")).to_be_visible()


def mend_it(yard: Page) -> None:
    yard.get_by_text("Sửa hoặc thêm ảnh").first.click()
    yard.get_by_role("link", name="Ghi sai, cần sửa").first.click()
    yard.locator("[name^=luong-]").first.fill("2,1 tạ")
    yard.get_by_label("Vì sao sửa").fill("Cân lại")
    yard.get_by_role("button", name="Ghi bản sửa").click()
    expect(yard.get_by_text("khai ghi sai: Cân lại")).to_be_visible()
    expect(yard.get_by_text("140 kg").first).to_be_visible()
    expect(yard.locator(".happened__wrong").first).to_be_visible()
