"""Every component, in both languages, as axe sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_components_are_accessible(
    phone: Page, axe: Callable[[Page], list[str]], language: str
) -> None:
    phone.goto(f"/bang-thanh-phan?lang={language}")
    assert not axe(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
