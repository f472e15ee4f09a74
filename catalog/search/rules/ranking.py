"""The order of what was found. The engine says which products; this says in what order."""

from collections.abc import Iterable, Iterator
from datetime import date

from catalog.search.rules.plan import Plan
from catalog.search.rules.shelf import HEAD, Row, Shelf
from catalog.search.rules.words import forms_of

_ANY = frozenset[str]()


def ranked(places: Iterable[int], plan: Plan, shelf: Shelf, on: date) -> Iterator[int]:
    """The places in order: best words first; equal ones by the stars of the day, then by name.

    Names that begin as the query does come first in any case, so the others are weighed only
    when a page reaches them.
    """
    stars, ranks, rows = shelf.stars_by_place(on), shelf.ranks(), shelf.rows
    judge = _Judge(plan)
    start, exact_start = judge.start, judge.exact_start
    best, others = [], []
    for place in places:
        row = rows[place]
        if row.name.startswith(start) and row.exact.startswith(exact_start):
            best.append((-stars[place], ranks[place], place))
        else:
            others.append(place)
    best.sort()
    yield from (place for _stars, _rank, place in best)
    weighed = [(judge.cost(rows[place]), -stars[place], ranks[place], place) for place in others]
    weighed.sort()
    yield from (place for _cost, _stars, _rank, place in weighed)


class _Judge:
    """Gives each row one number, the lower the better.

    Its digits, most important first: words of the name with other accents than typed; parts
    found neither in the name nor in the place; how many of the first words of the name were
    asked for (the first word says what a thing is: "Bánh cà phê" is a cake); neighbours of the
    query that are apart; parts found by a synonym only; the query as a whole not in the name.
    """

    def __init__(self, plan: Plan) -> None:
        self._parts = [[_padded_each(words) for words in part] for part in plan.wanted()]
        self._pairs = [_padded_each(pair) for pair in plan.neighbours()]
        self._wordings = _padded_each(" ".join(words) for words in plan.wordings())
        self._marked = [
            (f" {word.folded} ", _padded_each(forms_of(word.exact))) for word in plan.marked
        ]
        self._lead = _lead(plan)
        self.start = self._wordings[0]
        exact = " ".join(word.exact for word in plan.words)
        self.exact_start = f" {exact} " if plan.marked else ""

    def cost(self, row: Row) -> int:
        wrong = apart = 0
        for folded, exact in self._marked:
            if folded in row.name and not _any_in(exact, row.exact):
                wrong += 1
        for pair in self._pairs:
            if not _any_in(pair, row.near):
                apart += 1
        missing, replaced = self._found(row.near)
        cost = (wrong * 16 + missing) * 4 + HEAD - self._leading(row)
        whole = _any_in(self._wordings, row.name)
        return ((cost * 16 + apart) * 16 + replaced) * 2 + (not whole)

    def _found(self, near: str) -> tuple[int, int]:
        """How many parts are in neither name nor place, and how many only by a synonym."""
        missing = replaced = 0
        for alternatives in self._parts:
            for number, words in enumerate(alternatives):
                if _all_in(words, near):
                    replaced += number > 0
                    break
            else:
                missing += 1
        return missing, replaced

    def _leading(self, row: Row) -> int:
        """How many of the first words of the name were asked for, each one once."""
        seen: list[str] = []
        for folded, exact in row.head:
            allowed = self._lead.get(folded)
            if allowed is None or folded in seen or (allowed and exact not in allowed):
                break
            seen.append(folded)
        return len(seen)


def _lead(plan: Plan) -> dict[str, frozenset[str]]:
    """The words asked for, each with the accents it must have; with none, it may have any."""
    lead: dict[str, frozenset[str]] = {}
    for part in plan.parts:
        for phrase in part.phrases[1:]:
            for word in phrase:
                lead[word.folded] = lead.get(word.folded, _ANY) | {word.exact}
        lead.update(dict.fromkeys(part.completions, _ANY))
    for words in plan.parts:
        lead.update({word.folded: _ANY for word in words.phrases[0]})
    for word in plan.marked:
        lead[word.folded] = frozenset(forms_of(word.exact))
    return lead


def _padded_each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {text} " for text in texts)


def _any_in(texts: tuple[str, ...], text: str) -> bool:
    for part in texts:  # noqa: SIM110 - runs for every match of every search: twice as fast
        if part in text:
            return True
    return False


def _all_in(texts: tuple[str, ...], text: str) -> bool:
    for part in texts:  # noqa: SIM110 - as above
        if part not in text:
            return False
    return True
