"""Pages stay put while their fonts and scripts come in one by one, as they do on a slow line."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from storefront.demo.trade import PASSWORD
from tests.journeys.shifts import MOST_SHIFT, SHIFTS

SELLER = "ia-bang@minh-hoa.example"
PRODUCT = "/san-pham/ca-phe-rang-xay-dak-doa"
PAGES = ("/", "/san-pham?q=ca+phe", PRODUCT, "/gio-hang", "/thanh-toan", "/don-hang", "/truy-xuat")
# Functions, not expressions: our pages forbid `eval`, which a second look at an expression needs.
PAINTED = "() => performance.getEntriesByType('paint').length > 0"
WAITED_FOR = (
    "(most) => [...document.fonts].filter((one) => one.status === 'loading').length <= most"
)
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def buyer(browser: Browser, site: str) -> Iterator[Page]:
    """A phone with something in its basket."""
    context = browser.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, locale="vi-VN"
    )
    page = context.new_page()
    page.goto(PRODUCT)
    page.locator(".add button").click()
    page.wait_for_url("**/gio-hang**")
    yield page
    context.close()


@pytest.fixture(scope="module")
def seller(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/dang-nhap")
    page.fill("[name=login]", SELLER)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/ban-hang**")
    yield page
    context.close()


@pytest.mark.parametrize("first", ["latin", "vietnamese"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_buyers_stays_put(buyer: Page, address: str, first: str) -> None:
    assert_still(buyer, address, first)


@pytest.mark.parametrize("first", ["latin", "vietnamese"])
def test_a_sellers_day_stays_put(seller: Page, first: str) -> None:
    assert_still(seller, "/ban-hang", first)


def assert_still(signed_in: Page, address: str, first: str) -> None:
    """Open a page that is painted before any script or font is there; those of one alphabet come
    before those of the other.
    """
    page = signed_in.context.new_page()
    page.add_init_script(SHIFTS)
    scripts, early, late = hold(page, f"-{first}-")
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_function(PAINTED)
    page.evaluate(DRAWN)
    for group, left in ((scripts, len(early) + len(late)), (early, len(late)), (late, 0)):
        for one in group:
            one.continue_()
        page.wait_for_function(WAITED_FOR, arg=left)
        page.evaluate(DRAWN)
    shifted, moved = page.evaluate("[window.shifted, window.moved]")
    page.close()
    assert shifted <= MOST_SHIFT, "\n".join(moved)


def hold(page: Page, first: str) -> tuple[list[Route], list[Route], list[Route]]:
    """Requests that wait: for scripts, for fonts that come first, for the others."""
    scripts: list[Route] = []
    early: list[Route] = []
    late: list[Route] = []
    page.route("**/behaviours/*.js*", lambda one: scripts.append(one))
    page.route("**/*.woff2", lambda one: (early if first in one.request.url else late).append(one))
    return scripts, early, late
