"""Which elements may stand on one pack, which lack another, which say two things."""

from collections.abc import Sequence

from traceability.identifiers.rules import table
from traceability.identifiers.rules.faults import BadIdentifier

Pair = tuple[str, str]
"""An AI and its value."""

_SIGNATURE = "8030"
_MAY_BE_SERIALISED = {"253": 13, "255": 13, "8003": 14}
"""Keys whose serial number is a part of them, and how long they are without it."""


def check(elements: Sequence[Pair]) -> None:
    """Raise BadIdentifier for the first rule that these elements break."""
    check_repeats(elements)
    check_excluded(elements)
    check_required(elements)
    check_signature(elements)


def check_repeats(elements: Sequence[Pair]) -> None:
    """An AI that stands twice says the same twice."""
    said: dict[str, str] = {}
    for ai, value in elements:
        if said.setdefault(ai, value) != value:
            raise BadIdentifier("REPEATED_WITH_ANOTHER_VALUE", ai)


def check_excluded(elements: Sequence[Pair]) -> None:
    """No AI stands beside one that its entry excludes; a pattern never means itself."""
    present = _names(elements)
    for ai in present:
        entry = table.find(ai)
        for pattern in entry.excludes if entry else ():
            if any(_fits(other, pattern) for other in present if other != ai):
                raise BadIdentifier("NOT_TOGETHER", ai)


def check_required(elements: Sequence[Pair]) -> None:
    """Of the groups that an entry requires, one is there in whole."""
    present = _names(elements)
    for ai in present:
        entry = table.find(ai)
        groups = entry.requires if entry else ()
        if groups and not any(_is_there(group, present, ai) for group in groups):
            raise BadIdentifier("REQUIRES_ANOTHER", ai)


def check_signature(elements: Sequence[Pair]) -> None:
    """A digital signature is about one thing, so its key carries a serial number."""
    values = dict(elements)
    for ai, length in _MAY_BE_SERIALISED.items() if _SIGNATURE in values else ():
        if ai in values and len(values[ai]) <= length:
            raise BadIdentifier("SIGNATURE_REQUIRES_SERIAL", ai)


def _names(elements: Sequence[Pair]) -> list[str]:
    return list(dict.fromkeys(ai for ai, _ in elements))


def _is_there(group: tuple[str, ...], present: list[str], ai: str) -> bool:
    others = [other for other in present if other != ai]
    return all(any(_fits(other, pattern) for other in others) for pattern in group)


def _fits(ai: str, pattern: str) -> bool:
    """Whether `ai` is meant by `pattern`, in which "n" stands for any digit."""
    return len(ai) == len(pattern) and all(
        sign in ("n", digit) for digit, sign in zip(ai, pattern, strict=True)
    )
