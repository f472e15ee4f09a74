"""Which product set a name speaks of: the words at its head decide, as they do in Vietnamese."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.kernel.text import fold, nfc

LONGEST_PHRASE = 4
_WORKED = """
    sấy khô dẻo mứt rang nướng chiên ngâm muối hấp rim kho tẩm ướp giòn chưng nghiền xay ủ bột sợi
    viên cháy snack vị lên_men hun_khói xông_khói một_nắng ăn_liền hòa_tan chế_biến đóng_hộp
    thăng_hoa chà_bông cô_đặc đông_lạnh tỏi_ớt mật_ong đa_sắc
"""
WORKED = frozenset(_WORKED.split())
"""Words of goods that somebody made something of: no longer as they were picked or caught."""


@dataclass(frozen=True)
class NameWords:
    """Words at the head of a name, the set they speak of, and the set once worked on."""

    words: str
    set_number: int
    worked_set_number: int
    travels: str
    """How goods just picked or caught travel: "fresh", "chilled", or "" for dry."""


@dataclass(frozen=True)
class Proposal:
    """What a name seems to speak of; whoever lists the goods may know better."""

    set_number: int
    travels: str


Known = Mapping[tuple[str, ...], NameWords]


def propose(name: str, known: Iterable[NameWords]) -> Proposal | None:
    """The set of the earliest words that are known, the longest of several; None for none.

    "Bánh mật ong" is a cake and no honey. A name typed without accents is read without them,
    except for words that then mean two things.
    """
    has_accents = fold(name) != nfc(name).lower()
    said = _split(name if has_accents else fold(name))
    worked = WORKED if has_accents else frozenset(fold(word) for word in WORKED)
    found = _first(said, _by_words(known, has_accents=has_accents), worked)
    if found is None:
        return None
    if _is_worked(said, found, worked):
        return Proposal(found.worked_set_number, _of_worked(found))
    return Proposal(found.set_number, found.travels)


def _of_worked(found: NameWords) -> str:
    return found.travels if found.worked_set_number == found.set_number else ""


def _split(name: str) -> list[str]:
    kept = (char if char.isalnum() else " " for char in nfc(name).lower())
    return "".join(kept).split()


def _by_words(known: Iterable[NameWords], *, has_accents: bool) -> Known:
    if has_accents:
        return {tuple(one.words.split()): one for one in known}
    held: dict[tuple[str, ...], NameWords | None] = {}
    for one in known:
        key = tuple(fold(one.words).split())
        other = held.get(key, one)
        same = other and (other.set_number, other.travels) == (one.set_number, one.travels)
        held[key] = one if same else None
    return {key: one for key, one in held.items() if one}


def _first(said: list[str], known: Known, worked: frozenset[str]) -> NameWords | None:
    start = 0
    while start < len(said):
        for length in range(LONGEST_PHRASE, 0, -1):
            words = tuple(said[start : start + length])
            if len(words) == length and words in known:
                return known[words]
        # "Sấy thăng hoa" speaks of no flower.
        start += 2 if "_".join(said[start : start + 2]) in worked else 1
    return None


def _is_worked(said: list[str], found: NameWords, worked: frozenset[str]) -> bool:
    own = set(found.words.split()) | set(fold(found.words).split())
    rest = [word for word in said if word not in own]
    pairs = {"_".join(pair) for pair in zip(rest, rest[1:], strict=False)}
    return not worked.isdisjoint({*rest, *pairs})
