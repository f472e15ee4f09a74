"""A seller keeps stock by thumb: in place with JavaScript, by plain forms without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from storefront.demo.trade import PASSWORD

FIRST = "section[data-shelf] >> nth=0"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def shelf(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The stock page of a seller on a phone 360 px wide."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": 360, "height": 740},
        java_script_enabled=request.param,
        locale="vi-VN",
    )
    page = context.new_page()
    page.goto("/dang-nhap")
    page.fill("[name=login]", "ia-bang@minh-hoa.example")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.goto("/ban-hang/kho")
    yield page
    context.close()


def count(page: Page) -> int:
    return int(page.locator(FIRST).locator("[data-count]").get_attribute("data-count") or -1)


def expect_count(page: Page, number: int) -> None:
    shown = page.locator(FIRST).locator("[data-count]")
    expect(shown).to_have_attribute("data-count", str(number))


def test_thumbs_count_and_the_last_press_is_taken_back(shelf: Page) -> None:
    before = count(shelf)
    for number in (1, 2, 3):
        shelf.locator(FIRST).locator("[data-press=bot]").click()
        expect_count(shelf, before - number)
    shelf.locator(FIRST).locator("[data-press=hoan]").click()
    expect_count(shelf, before - 2)
    for number in (1, 0):
        shelf.locator(FIRST).locator("[data-press=them]").click()
        expect_count(shelf, before - number)


def test_back_tomorrow_and_sold_again(shelf: Page) -> None:
    shelf.locator(FIRST).locator("[data-press=mai-co]").click()
    expect(shelf.locator(FIRST)).to_contain_text("Có lại ngày mai")
    shelf.locator(FIRST).locator("[data-press=ban-lai]").click()
    expect(shelf.locator(FIRST)).not_to_contain_text("Có lại ngày mai")


@pytest.mark.parametrize("shelf", [True], indirect=True)
def test_a_press_whose_answer_is_lost_is_sent_again_and_counts_once(shelf: Page) -> None:
    before, sent = count(shelf), 0

    def lose_the_first_answer(route: Route) -> None:
        nonlocal sent
        sent += 1
        if sent == 1:
            route.fetch()  # it arrives; the answer does not
            route.abort()
        else:
            route.continue_()

    shelf.route("**/loai/*/bot", lose_the_first_answer)
    shelf.locator(FIRST).locator("[data-press=bot]").click()
    expect_count(shelf, before - 1)
    assert sent == 2
    shelf.locator(FIRST).locator("[data-press=hoan]").click()
    expect_count(shelf, before)


@pytest.mark.parametrize("shelf", [True], indirect=True)
def test_quick_thumbs_are_all_counted_and_keep_their_place(shelf: Page) -> None:
    before, url = count(shelf), shelf.url
    button = shelf.locator(FIRST).locator("[data-press=them]")
    for _ in range(5):
        button.dispatch_event("click")
    expect_count(shelf, before + 5)
    assert shelf.url == url
    expect(shelf.locator(FIRST).locator("[data-press=them]")).to_be_focused()
    shelf.context.set_offline(True)
    shelf.locator(FIRST).locator("[data-press=bot]").click()
    expect(shelf.locator(FIRST)).to_contain_text("Chưa gửi được")
    shelf.context.set_offline(False)
    for number in range(4, -1, -1):
        shelf.locator(FIRST).locator("[data-press=bot]").click()
        expect_count(shelf, before + number)
