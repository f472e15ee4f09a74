"""Every kind of page that links lead to: axe finds nothing, nothing sticks out, nothing is lost."""

from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from storefront.demo.trade import PASSWORD

FILES = (".csv", ".eml", ".json", ".pdf", ".xlsx", ".zip")
ALIKE = 2
"""How many addresses that differ in their last part only are visited."""


@pytest.mark.parametrize(
    ("person", "start", "language"),
    [
        (None, "/", "vi"),
        (None, "/", "en"),
        ("ia-bang@minh-hoa.example", "/ban-hang", "vi"),
        ("dieu-hanh@minh-hoa.example", "/quan-tri", "en"),
    ],
)
def test_every_kind_of_page(
    phone: Page,
    site: str,
    axe: Callable[[Page], list[str]],
    person: str | None,
    start: str,
    language: str,
) -> None:
    if person:
        _sign_in(phone, person)
    wrong: list[str] = []
    kinds: set[str] = set()
    waiting = [start]
    seen: Counter[str] = Counter()
    for address in waiting:  # grows while it is walked
        answer = phone.goto(f"{site}{address}?lang={language}")
        assert answer
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        within = [link for link in _links(phone, site) if link.startswith(start)]
        waiting += _new(within, waiting, seen, start)
        kind = phone.locator("main").get_attribute("data-page") or ""
        if kind not in kinds:
            kinds.add(kind)
            wrong += [f"{kind} {address}: {each}" for each in axe(phone)]
            if phone.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{kind} {address}: wider than the screen")
    assert not wrong, "\n".join(wrong)
    assert len(kinds) >= 4


def _sign_in(page: Page, person: str) -> None:
    page.goto("/dang-nhap")
    page.fill("[name=login]", person)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url(lambda url: "/dang-nhap" not in url)


def _new(links: list[str], known: list[str], seen: "Counter[str]", start: str) -> Iterator[str]:
    for link in links:
        folder = link.rpartition("/")[0]
        if link not in known and (folder in ("", start) or seen[folder] < ALIKE):
            seen[folder] += 1
            yield link


def _links(page: Page, site: str) -> list[str]:
    """Addresses of this site's pages, without their query; files to take along are not pages."""
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
    parts = [urlsplit(link) for link in found]
    own = {each.path for each in parts if f"{each.scheme}://{each.netloc}" == site}
    return sorted(path for path in own if not path.endswith(FILES))
