"""From the shelf to the field: a code read off a product leads to its passport."""

from collections.abc import Callable

from playwright.sync_api import Page


def test_a_passport_is_reached_from_the_product_it_belongs_to(
    phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    phone.goto("/san-pham/ca-phe-rang-xay-dak-doa")
    code = phone.locator(".batches b").first.inner_text().split()[-1]
    phone.goto("/truy-xuat")
    phone.get_by_role("main").get_by_role("textbox").first.fill(code.lower().replace("-", " "))
    phone.get_by_role("main").get_by_role("textbox").first.press("Enter")
    phone.wait_for_url(f"**/truy-xuat/{code}**")
    main = phone.locator("main")
    assert main.get_attribute("data-verdict") == "valid"
    assert main.inner_text().strip().startswith("Lô này đã đăng ký")
    assert not axe(phone)
