"""How an address is typed: parts in any order, short prefixes, with or without accents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.kernel.text import nfc, words

KINDS = {
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
    "phuong": "phường",
    "xa": "xã",
    "tt": "thị trấn",
    "p": "phường",
    "x": "xã",
}
DISTRICTS = ("huyen", "quan", "thi xa", "thanh pho", "tx", "tp", "h", "q")
PROVINCES = ("tinh", "thanh pho", "tp", "t")
LONGEST_NAME = 5
"""Words in the longest name of a province, with one to spare."""

_BREAKS = re.compile(r"[,;()\n/]")
_FORMERLY = re.compile(r"\s+cũ$")
_NOW = re.compile(r"^nay( là)?\s+")


@dataclass(frozen=True)
class Typed:
    """One way to read a typed place; names are search keys."""

    name: str
    kind: str | None = None
    district: str | None = None
    province: str | None = None


def search_key(text: str) -> str:
    """The form names are compared in: folded words, punctuation gone."""
    return " ".join(words(text))


def read_typed(text: str, provinces: Mapping[str, str]) -> list[Typed]:
    """The ways to read `text`, the likeliest first; `provinces` leads from search key to code."""
    names: list[str] = []
    district = province = None
    parts = parts_of(text)
    for part in parts:
        code = province_in(part, provinces)
        if code and len(parts) > 1 and province is None and part not in _kinds_of(part):
            province = code
        elif bare := _district(part):
            district = district or bare
        else:
            names.append(part)
    if not names:
        return [Typed("", None, district, province)] if district or province else []
    readings = [_named(names[0], district, province)]
    if province is None and len(names) == 1:
        readings += [
            _named(rest, district, code) for rest, code in _with_province(names[0], provinces)
        ]
    return readings


def parts_of(text: str) -> list[str]:
    """The parts of a written place as search keys, "cũ" and "nay" taken off."""
    return [part for part in (_part(one) for one in _BREAKS.split(text)) if part]


def province_in(part: str, provinces: Mapping[str, str]) -> str | None:
    """The code of the province that this part names, with or without its "tỉnh"."""
    return provinces.get(part) or provinces.get(_without(part, PROVINCES))


def _part(text: str) -> str:
    plain = _NOW.sub("", _FORMERLY.sub("", nfc(text).lower()))
    return search_key(plain)


def _kinds_of(part: str) -> tuple[str, ...]:
    """The part itself when it names its kind ("xa vinh long"): then it is no province."""
    return (part,) if any(part.startswith(f"{short} ") for short in KINDS) else ()


def _without(part: str, prefixes: tuple[str, ...]) -> str:
    for prefix in prefixes:
        if part.startswith(f"{prefix} "):
            return part.removeprefix(f"{prefix} ")
    return part


def _district(part: str) -> str | None:
    bare = _without(part, DISTRICTS)
    return bare if bare != part else None


def _named(part: str, district: str | None, province: str | None) -> Typed:
    for short, kind in KINDS.items():
        if part.startswith(f"{short} "):
            return Typed(part.removeprefix(f"{short} "), kind, district, province)
    return Typed(part, None, district, province)


def _with_province(part: str, provinces: Mapping[str, str]) -> list[tuple[str, str]]:
    """Readings of "kon gang gia lai" and "gia lai kon gang" with the province split off."""
    found = []
    each = part.split()
    for count in range(min(LONGEST_NAME, len(each) - 1), 0, -1):
        for rest, name in ((each[:-count], each[-count:]), (each[count:], each[:count])):
            code = provinces.get(" ".join(name))
            if code:
                kept = " ".join(rest)
                found.append((kept.removesuffix(" tinh").removesuffix(" tp"), code))
    return found


def closeness(name: str, typed: str) -> int:
    """0 the same, 1 it begins so, 2 a word begins so, 3 it only contains it; spaces forgiven."""
    short, sought = name.replace(" ", ""), typed.replace(" ", "")
    if short == sought:
        return 0
    if short.startswith(sought):
        return 1
    return 2 if f" {typed}" in f" {name}" else 3
