"""A packer prints labels, releases them; a buyer photographs one, checks the pack and its PIN."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from storefront.demo.trade import PASSWORD
from traceability.labels import face

pytestmark = pytest.mark.skipif(
    not (face.FONTS / f"{face.PLAIN}.ttf").exists(), reason="bin/vendor has not fetched the fonts"
)


def print_labels(page: Page) -> tuple[str, str]:
    """The address in the first code of a sheet with PINs, and the PIN beside it."""
    page.goto("/dang-nhap")
    page.fill("[name=login]", "ia-bang@minh-hoa.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/ban-hang")
    page.goto("/ban-hang/lo")
    page.locator("section", has_text="IB-03").get_by_role("link", name="In tem").click()
    page.fill("[name=count]", "2")
    page.check("[name=has_serials]")
    page.check("[name=has_pins]")
    page.get_by_role("button", name="Vẽ và đọc thử tem").click()
    expect(page.locator("main")).to_contain_text("Đã đọc thử được mọi mã")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp in").click()
    return read(download.value.path().read_bytes())


def read(pdf: bytes) -> tuple[str, str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    codes = zxingcpp.read_barcodes(document[0].render(scale=300 / 72).to_pil())
    pins = re.findall(r"PIN (\d{6})", document[0].get_textpage().get_text_range())
    first = min(codes, key=lambda code: code.position.top_left.x)
    return first.text, pins[0]


@pytest.mark.parametrize("with_script", [True, False], ids=["with script", "without"])
def test_from_the_printer_to_the_kitchen(browser: Browser, site: str, with_script: bool) -> None:
    settings = {"base_url": site, "locale": "vi-VN", "java_script_enabled": with_script}
    packer = browser.new_context(**settings).new_page()  # type: ignore[arg-type]  # by name
    buyer = browser.new_context(viewport={"width": 360, "height": 740}, **settings).new_page()  # type: ignore[arg-type]  # by name
    link, pin = print_labels(packer)
    main = buyer.locator("main")

    buyer.goto(link)
    expect(main).to_have_attribute("data-verdict", "not-released")
    packer.get_by_role("button", name="Tem đã dán: cho dùng").click()
    expect(packer.locator("main")).to_contain_text("Được dùng từ")

    buyer.goto(link)
    expect(main).to_have_attribute("data-verdict", "valid")
    buyer.get_by_role("button", name="Kiểm tra gói này").click()
    expect(main).to_contain_text("Lần kiểm tra đầu tiên")
    buyer.fill("[name=pin]", pin)
    buyer.get_by_role("button", name="Xác nhận PIN").click()
    expect(main).to_contain_text("lần đầu nó được xác nhận")
    buyer.goto(link)
    expect(main).to_have_attribute("data-verdict", "checked-before")
    for page in (packer, buyer):
        page.context.close()


def test_a_report_with_a_photo_is_followed_by_its_number(phone: Page, tmp_path: Path) -> None:
    file = tmp_path / "goi.jpg"
    Image.new("RGB", (640, 480), "brown").save(file)
    phone.goto("/truy-xuat/LA-MA/bao-cao")
    phone.check("[name=kind][value=code]")
    phone.fill("[name=text]", "Tem lạ, chữ nhòe")
    phone.set_input_files("[name=picture]", file)
    phone.get_by_role("button", name="Gửi").click()
    phone.get_by_role("link", name="Xem báo cáo đang đến đâu").click()
    expect(phone.locator("main")).to_contain_text("Chưa ai xem")
