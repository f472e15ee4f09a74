"""A passkey in a real browser, whose fingerprint reader is Chromium's own virtual one."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from storefront.demo.trade import PASSWORD


def fingerprint(page: Page) -> None:
    """Give the browser a platform authenticator that always knows its person."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_fingerprint_opens_the_shop(phone: Page, axe: Callable[[Page], list[str]]) -> None:
    fingerprint(phone)
    phone.goto("/dang-nhap?tiep=/tai-khoan/khoa")
    assert not axe(phone)
    phone.fill("[name=login]", "ia-bang@minh-hoa.example")
    phone.fill("[name=password]", PASSWORD)
    phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(phone.locator("h1")).to_have_text("Khóa đăng nhập")
    assert not axe(phone)
    phone.get_by_role("button", name="Thêm khóa cho máy này").click()
    expect(phone.locator(".notice--good")).to_contain_text("Đã có khóa.")
    phone.context.clear_cookies()
    phone.goto("/dang-nhap?tiep=/tai-khoan/khoa")
    phone.get_by_role("button", name="Vân tay, khuôn mặt hoặc mã khóa màn hình").click()
    expect(phone.locator("h1")).to_have_text("Khóa đăng nhập")
    expect(phone.locator(".devices")).to_contain_text("Dùng gần đây")
    phone.locator(".devices button").first.click()
    expect(phone.locator(".notice--good")).to_contain_text("Đã bỏ khóa.")
