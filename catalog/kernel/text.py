"""Vietnamese text: one form to store, one folded form to search and compare."""

import re
import unicodedata
from collections.abc import Collection

_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d"})
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\u034f\u115f\u1160\u180b-\u180e\u2800\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)  # the second line: letters that look empty
_MOST_MARKS = 4
"""Marks on one letter once it is composed: Khmer has four; more run into other lines."""
_SPACES = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """The stored form: composed, without invisible characters, single spaces, trimmed."""
    composed = _without_heaps(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    return _SPACES.sub(" ", composed).strip()


def nfc_lines(text: str) -> str:
    """The same for text of several lines: line breaks stay, at most one empty line in a row."""
    lines = [nfc(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def fold(text: str) -> str:
    """The form for search: lower case, no marks, đ as d, single spaces.

    "Cà phê Đak Đoa" and its decomposed twin both become "ca phe dak doa"; so do letters that only
    look otherwise, as 𝗖𝗮̀ 𝗽𝗵𝗲̂ in posts that were copied here.
    """
    decomposed = unicodedata.normalize("NFKD", nfc(text)).lower().translate(_D)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return [word for word in re.split(r"[^0-9a-z]+", fold(text)) if word]


def slugify(text: str, longest: int = 80) -> str:
    """A part of an address: folded, kebab-case, at most `longest` characters."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")[:longest].strip("-")


def numbered(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … where it is taken."""
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def name_order(text: str) -> str:
    """A key that sorts names as a Vietnamese reader expects well enough: folded, then exact."""
    return f"{fold(text)}\u0000{nfc(text)}"


def _without_heaps(text: str) -> str:
    """The text with no more marks on one letter than any writing needs."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)
