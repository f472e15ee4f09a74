"""A farmer opens a shop on a small phone; an officer lets it sell."""

import re
from collections.abc import Callable
from io import BytesIO

import qrcode
from playwright.sync_api import Page, Response, expect

from storefront.demo.trade import PASSWORD
from storefront.payments.vietqr import rules as vietqr
from tests.journeys.test_passkeys import fingerprint

LIGHT = 150 * 1024
BANK_CODE = vietqr.build("970436", "0011012345678")


def picture(text: str) -> bytes:
    file = BytesIO()
    qrcode.make(text).save(file, "PNG")
    return file.getvalue()


def test_a_farmer_opens_a_shop(phone: Page, axe: Callable[[Page], list[str]]) -> None:
    fingerprint(phone)
    came: list[Response] = []
    phone.on("response", lambda answer: came.append(answer))
    phone.goto("/mo-cua-hang")
    phone.wait_for_load_state("networkidle")
    assert sum(map(_size, came)) <= LIGHT
    assert not axe(phone)
    phone.get_by_role("link", name="Bắt đầu").click()
    _sign_up(phone)
    phone.get_by_role("button", name="Thêm khóa cho máy này").click()
    expect(phone.locator("h1")).to_have_text("Ai bán hàng?")
    assert not axe(phone)
    phone.get_by_label("Hộ kinh doanh").check()
    phone.fill("[name=name]", "Hộ kinh doanh Chín Mướp")
    phone.get_by_role("button", name="Ghi và đi tiếp").click()
    expect(phone.locator("[data-state=draft]")).to_be_visible()
    assert not axe(phone)
    _fill_in(phone, axe)
    phone.get_by_label("Tôi bán hàng do tôi làm").check()
    phone.get_by_role("button", name="Ghi cam kết").click()
    phone.get_by_role("button", name="Nộp cho cán bộ").click()
    expect(phone.locator("[data-state=submitted]")).to_be_visible()
    _verify(phone, axe)


def _size(answer: Response) -> int:
    sizes = answer.request.sizes()
    return max(0, sizes["responseBodySize"]) + max(0, sizes["responseHeadersSize"])


def _sign_up(phone: Page) -> None:
    phone.fill("[name=name]", "Nguyễn Văn Chín")
    phone.fill("[name=phone]", "0987 111 222")
    phone.get_by_role("button", name="Gửi mã cho tôi").click()
    expect(phone.locator("h1")).to_have_text("Nhập mã vừa nhận")
    phone.fill("[name=code]", _code(phone))
    phone.get_by_role("button", name="Đi tiếp").click()


def _code(phone: Page) -> str:
    """What the invented telephone shows, once the worker has sent it."""
    telephone = phone.context.new_page()
    texts = telephone.get_by_text("là mã để")
    for _ in range(240):  # the worker shares its machine
        telephone.goto("/dien-thoai-minh-hoa")
        if texts.count():
            break
        telephone.wait_for_timeout(250)
    found = re.search(r"\b([0-9]{6})\b", texts.first.inner_text())
    telephone.close()
    assert found
    return found[1]


def _fill_in(phone: Page, axe: Callable[[Page], list[str]]) -> None:
    phone.get_by_role("link", name="Làm bước tiếp theo").click()
    phone.select_option("[name=province_code]", label="Cần Thơ")
    phone.fill("[name=commune_text]", "ninh kieu")
    phone.locator(".place__list li").first.click()
    phone.fill("[name=address]", "12 Hòa Bình")
    assert not axe(phone)
    phone.get_by_role("button", name="Ghi và đi tiếp").click()
    phone.get_by_role("link", name="Làm bước tiếp theo").click()
    phone.fill("[name=tax_code]", "0312687878")
    assert not axe(phone)
    phone.get_by_role("button", name="Ghi và đi tiếp").click()
    phone.get_by_role("link", name="Làm bước tiếp theo").click()
    assert not axe(phone)
    file = {"name": "ma.png", "mimeType": "image/png", "buffer": picture(BANK_CODE)}
    phone.set_input_files("[name=picture]", [file])  # type: ignore[list-item]  # a FilePayload
    phone.get_by_role("button", name="Đọc mã").click()
    expect(phone.locator(".notice--good")).to_contain_text("Vietcombank")
    phone.fill("[name=holder]", "NGUYEN VAN CHIN")
    phone.get_by_role("button", name="Ghi tài khoản").click()


def _verify(phone: Page, axe: Callable[[Page], list[str]]) -> None:
    phone.context.clear_cookies()
    phone.goto("/dang-nhap")
    phone.fill("[name=login]", "can-bo@minh-hoa.example")
    phone.fill("[name=password]", PASSWORD)
    phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    phone.goto("/quan-tri/nguoi-ban")
    phone.get_by_role("link", name="Hộ kinh doanh Chín Mướp").click()
    assert not axe(phone)
    phone.locator(".steps [name=reason]").last.fill("Gặp tại chợ Ninh Kiều, đối chiếu giấy")
    phone.get_by_role("button", name="Đã xem, đạt").click()
    phone.get_by_role("button", name="Xác minh, cho bán hàng").click()
    expect(phone.locator("[data-state=verified]")).to_be_visible()
