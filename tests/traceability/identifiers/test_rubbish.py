"""Whatever is read: an identifier that reads back alike, or a refusal, never a fault of ours."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from traceability.identifiers.rules import elements, scans, table, weblinks
from traceability.identifiers.rules.elements import Element
from traceability.identifiers.rules.faults import BadIdentifier

NAMES = st.sampled_from([entry.ai for entry in table.all_entries()])
VALUES = st.text("0123456789AZaz-_/%&+=?#().:^\\\x1d é٣", max_size=40)
PAIRS = st.lists(st.tuples(NAMES, VALUES), max_size=6)


def read(reader: Callable[[str], Iterable[Any]], text: str) -> list[Element] | None:
    try:
        return list(reader(text))
    except BadIdentifier as bad:
        assert bad.error
        return None


def of_address(uri: str) -> Iterable[Element]:
    return weblinks.read(uri).elements


@given(st.text())
@example("(01)" + "9" * 100_000)
@example("https://a/01/" + "%" * 100_000)
@example("]Q3" + "10" * 50_000)
def test_any_text_is_read_or_refused(text: str) -> None:
    for reader in (elements.read_bracketed, elements.read_separated, of_address):
        read(reader, text)
    read(lambda given: scans.read(given).elements, text)


@given(PAIRS)
def test_elements_in_brackets_come_back(pairs: list[tuple[str, str]]) -> None:
    found = read(elements.read_bracketed, elements.bracketed(pairs))
    if found:
        assert read(elements.read_bracketed, elements.bracketed(found)) == found
        assert read(elements.read_separated, elements.separated(found)) == found
        assert read(lambda text: scans.read(text).elements, _scanned(found)) == found


def _scanned(found: list[Element]) -> str:
    return "]Q3" + elements.separated(found)[1:].replace("^", scans.GROUP_SEPARATOR)


@given(PAIRS, st.sampled_from(["/", "?", "&", "=", ""]))
def test_addresses_come_back(pairs: list[tuple[str, str]], sign: str) -> None:
    path = "/".join(f"{ai}/{weblinks.escape(value)}" for ai, value in pairs[:3])
    query = "&".join(f"{ai}={weblinks.escape_query(value)}" for ai, value in pairs[3:])
    try:
        link = weblinks.read(f"https://shop.example/{path}{sign}?{query}")
    except BadIdentifier:
        return
    again = weblinks.read(link.uri("https://other.example/stem"))
    assert sorted(again.elements) == sorted(link.elements)
    assert again.path == link.path


@given(PAIRS)
@pytest.mark.parametrize("key", ["(01)09520123456788", "(00)123456789012345675"])
def test_what_is_built_is_read_as_the_same(key: str, pairs: list[tuple[str, str]]) -> None:
    found = read(elements.read_bracketed, key + elements.bracketed(pairs))
    try:
        link = weblinks.build(found or [])
    except BadIdentifier:
        return
    assert set(weblinks.read(link.uri()).elements) == set(found or [])
