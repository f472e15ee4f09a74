"""The order of what was found. The engine says which products; this says in what order."""

from collections.abc import Iterable, Sequence
from datetime import date

from catalog.search.rules.plan import Plan
from catalog.search.rules.shelf import Row, Shelf


def ranked(
    places: Sequence[int], plan: Plan, shelf: Shelf, accents_free: frozenset[str], on: date
) -> list[int]:
    """The places in order: what was typed in the name or place, accents right, first words first.

    Equal ones follow the stars that hold on the day, then the order of names.
    """
    judge = _Judge(plan, accents_free)
    stars, ranks, rows = shelf.stars_by_place(on), shelf.ranks(), shelf.rows
    weighed = []
    for place in places:
        row = rows[place]
        if row is not None:
            weighed.append((judge.cost(row), -stars[place], ranks[place], place))
    weighed.sort()
    return [place for _cost, _stars, _rank, place in weighed]


class _Judge:
    """Gives each row one number, the lower the better, most important digit first."""

    def __init__(self, plan: Plan, accents_free: frozenset[str]) -> None:
        self._parts = [
            [tuple(f" {word.folded} " for word in phrase) for phrase in part.phrases]
            for part in plan.parts
        ]
        self._marked = [
            (f" {word.folded} ", tuple(f" {form} " for form in _forms(word.exact)))
            for word in plan.words
            if word.is_marked and word.folded not in accents_free
        ]
        self._wordings = [f" {' '.join(wording)} " for wording in plan.wordings()]
        self._leading = {word for part in plan.wanted() for words in part for word in words}

    def cost(self, row: Row) -> int:
        near, name = row.near, row.name
        missing = sum(1 for part in self._parts if not _any_within(part, near))
        wrong = 0
        for folded, exact in self._marked:
            if folded in name and not any(form in row.exact for form in exact):
                wrong += 1
        wording, position = self._wording(name)
        head = 0
        for word in row.head:
            if word not in self._leading:
                break
            head += 1
        # Digits: wrong accents, missing from name and place, leading words, phrase, synonym.
        return (((wrong * 16 + missing) * 4 + 3 - head) * 4 + position) * 32 + wording

    def _wording(self, name: str) -> tuple[int, int]:
        for number, wording in enumerate(self._wordings):
            at = name.find(wording)
            if at >= 0:
                return number, min(at, 1)
        return len(self._wordings), 2


def _any_within(part: Iterable[tuple[str, ...]], text: str) -> bool:
    return any(all(word in text for word in phrase) for phrase in part)


def _forms(exact: str) -> tuple[str, ...]:
    """Without a Vietnamese keyboard đ is often typed as d: "dậu" may be "đậu"."""
    return (exact, f"đ{exact[1:]}") if exact.startswith("d") else (exact,)
