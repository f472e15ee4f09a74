"""A growing area's map: drawn by the server, larger when asked for, and nobody else is asked."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

AREA = "/vung-trong/ct-lua-0112"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_larger_map_opens_and_asks_nobody_else(
    phone: Page, site: str, axe: Callable[[Page], list[str]], language: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("console", lambda message: said.append(message.text))
    phone.goto(f"{AREA}?lang={language}")
    assert not any("leaflet" in url for url in asked), "loaded only when it is asked for"
    phone.click("[data-area-map=open]")
    expect(phone.locator(".leaflet-control-zoom-in")).to_be_visible()
    expect(phone.locator("[data-area-map=large] .area-map__circle")).to_be_visible()
    expect(phone.locator(".area-map__drawing")).to_be_hidden()
    phone.click(".leaflet-control-zoom-out")
    assert not axe(phone)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}
    assert not said, "the policy of the page refuses nothing"


def test_without_a_script_the_drawing_says_it_all(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(AREA)
    expect(page.locator(".area-map__drawing")).to_be_visible()
    expect(page.locator("figcaption")).to_contain_text("xã Trường Xuân, Cần Thơ")
    expect(page.locator("[data-area-map=open]")).to_be_hidden()
    context.close()
