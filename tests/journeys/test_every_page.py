"""Every page that can be reached without signing in: axe finds nothing, nothing sticks out."""

from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

STARTS = ["/", "/bang-thanh-phan", "/truy-xuat"]
ALIKE = 2
"""How many addresses that differ in their last part only are visited."""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_of_page(
    phone: Page, site: str, axe: Callable[[Page], list[str]], language: str
) -> None:
    wrong: list[str] = []
    kinds: set[str] = set()
    waiting = list(STARTS)
    seen = Counter(address.rpartition("/")[0] for address in STARTS)
    for address in waiting:  # grows while it is walked
        answer = phone.goto(f"{site}{address}?lang={language}")
        assert answer
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        waiting += _new(_links(phone, site), waiting, seen)
        kind = phone.locator("main").get_attribute("data-page") or ""
        if kind not in kinds:
            kinds.add(kind)
            wrong += [f"{kind} {address}: {each}" for each in axe(phone)]
            if phone.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{kind} {address}: wider than the screen")
    assert not wrong, "\n".join(wrong)


def _new(links: list[str], known: list[str], seen: "Counter[str]") -> Iterator[str]:
    for link in links:
        folder = link.rpartition("/")[0]
        if link not in known and (not folder or seen[folder] < ALIKE):
            seen[folder] += 1
            yield link


def _links(page: Page, site: str) -> list[str]:
    """Addresses of this site, without their query."""
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
    parts = [urlsplit(link) for link in found]
    return sorted({each.path for each in parts if f"{each.scheme}://{each.netloc}" == site})
