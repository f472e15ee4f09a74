"""The English catalogue is complete, and nothing in it is left over."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
KEYWORDS = {"_": None, "lazy_": None, "ngettext": (1, 2)}
FOLDERS = ("catalog", "traceability", "storefront", "templates")
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%")


def used() -> dict[str, str]:
    """Each message of the source and the first file that uses it."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder,
            method_map=[("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")],
            keywords=KEYWORDS,
        ):
            text = message[0] if isinstance(message, tuple) else message
            found.setdefault(text, f"{folder}/{file}")
    return found


def catalogues() -> dict[str, Catalog]:
    files = sorted((ROOT / "translations/en/LC_MESSAGES").glob("*.po"))
    return {file.stem: read_po(BytesIO(file.read_bytes()), locale="en") for file in files}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    words: dict[str, str] = {}
    for catalogue in catalogues().values():
        for message in catalogue:
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                texts = [message.string] if isinstance(message.string, str) else message.string
                words[key] = "" if message.fuzzy or not all(texts) else " ".join(texts)
    return words


def test_every_message_has_its_english(english: dict[str, str]) -> None:
    missing = {text: file for text, file in used().items() if not english.get(text)}
    assert not missing, f"{len(missing)} without English: {missing}"


def test_nothing_is_left_over(english: dict[str, str]) -> None:
    assert not set(english) - set(used())


def test_no_message_stands_in_two_catalogues() -> None:
    seen: dict[str, str] = {}
    for domain, catalogue in catalogues().items():
        for message in catalogue:
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                assert key not in seen, f"{key!r} in {seen[key]} and {domain}: move it to shared"
                seen[key] = domain


def test_placeholders_agree(english: dict[str, str]) -> None:
    for text, translated in english.items():
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(translated)), text
