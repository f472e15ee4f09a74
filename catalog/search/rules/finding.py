"""From a question to a page of answers. The engine is a function that says which products match."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from catalog.search.rules.documents import ProductSearch, SearchPage
from catalog.search.rules.plan import Plan, Wanted, planned, reconsidered, spelled
from catalog.search.rules.ranking import ranked
from catalog.search.rules.shelf import Places, Shelf, members_of
from catalog.search.rules.synonyms import Phrase, Synonyms
from catalog.search.rules.vocabulary import Vocabulary
from catalog.search.rules.words import read

Matching = Callable[[Wanted], Collection[int]]

_MOST_LEFT_OUT_OF = 6
_MOST_SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Stock:
    """What searching needs to have in memory."""

    shelf: Shelf
    vocabulary: Vocabulary
    synonyms: Synonyms


class _Found(NamedTuple):
    plan: Plan
    ids: Collection[int]
    left_out: tuple[str, ...] = ()


def find(search: ProductSearch, on: date, stock: Stock, matching: Matching) -> SearchPage:
    """The page that was asked for; without words, everything in the order of browsing."""
    words = read(search.text)
    if not words:
        return _page(search, on, stock, stock.shelf.filled, stock.shelf.browsing(on))
    is_open = not search.text[-1:].isspace()
    found = _found(words, stock, matching, is_open=is_open)
    places = stock.shelf.places(found.ids)
    order = ranked(places, found.plan, stock.shelf, on)
    page = _page(search, on, stock, stock.shelf.as_set(places), order)
    return replace(
        page,
        corrected=_written(found.plan.words, stock)
        if found.plan.corrected and page.total
        else None,
        left_out=found.left_out,
    )


def suggest(text: str, stock: Stock) -> list[str]:
    """How the text may go on, most frequent first; with a spelling mistake, how it was meant."""
    words = read(text)
    if not words:
        return []
    vocabulary = stock.vocabulary
    start = " ".join(word.folded for word in words)
    start += " " if text[-1:].isspace() else ""
    found = vocabulary.phrases(start, _MOST_SUGGESTIONS)
    if not found:
        meant = planned(
            spelled(words, vocabulary, stock.synonyms, spare_last=False), vocabulary, stock.synonyms
        )
        found = vocabulary.phrases(" ".join(meant.wordings()[0]), _MOST_SUGGESTIONS)
    return found


def _written(words: Phrase, stock: Stock) -> str:
    """The words for the eye: as typed where accents were typed, else as products write them."""
    usual = stock.vocabulary.write([word.folded for word in words])
    pairs = zip(words, usual.split(), strict=True)
    return " ".join(word.typed if word.is_marked else written for word, written in pairs)


def _found(words: Phrase, stock: Stock, matching: Matching, *, is_open: bool) -> _Found:
    """Products with all the words; failing that, with corrected words; failing that, with fewer."""
    vocabulary, synonyms = stock.vocabulary, stock.synonyms

    def plan_of(phrase: Phrase) -> Plan:
        plan = planned(phrase, vocabulary, synonyms)
        return replace(plan, corrected=phrase != words)

    likely = spelled(words, vocabulary, synonyms, spare_last=is_open)
    found = _completed(plan_of(likely), stock, matching, is_open=is_open)
    if found.ids:
        return found
    certain = spelled(likely, vocabulary, synonyms, spare_last=False)
    ids = matching(plan_of(certain).wanted()) if certain != likely else ()
    if ids:
        return _Found(plan_of(certain), ids)
    other = reconsidered(
        certain, vocabulary, lambda phrase: bool(matching(plan_of(phrase).wanted()))
    )
    if other:
        return _Found(plan_of(other), matching(plan_of(other).wanted()))
    return _with_fewer(plan_of(certain), words, vocabulary, matching)


def _completed(plan: Plan, stock: Stock, matching: Matching, *, is_open: bool) -> _Found:
    """The matches; with words that go on from the last one if it may not be typed to its end."""
    last = plan.words[-1]
    ids = matching(plan.wanted())
    if not is_open or last != plan.parts[-1].phrases[0][-1]:
        return _Found(plan, ids)
    vocabulary = stock.vocabulary
    before = plan.words[-2].folded if len(plan.words) > 1 else None
    # "banh tra": trà is a word, but after bánh only bánh tráng is ever met.
    is_odd = before is not None and not vocabulary.fits(before, last.folded, None)
    if ids and not is_odd:
        return _Found(plan, ids)
    completions = vocabulary.complete(last.folded, before)
    if ids:
        completions = [word for word in completions if vocabulary.fits(before, word, None)]
    if not completions:
        return _Found(plan, ids)
    longer = plan.completed(completions)
    return _Found(longer, matching(longer.wanted()))


def _with_fewer(plan: Plan, typed: Phrase, vocabulary: Vocabulary, matching: Matching) -> _Found:
    """Leave out what belongs together, the last first (the first says what is wanted), and say so.

    A word as it was typed must remain: two guesses in a row would answer another question.
    """
    if 1 < len(plan.parts) <= _MOST_LEFT_OUT_OF:
        for first, after in reversed(plan.units(vocabulary.fits)):
            kept = plan.without(first, after)
            ids = matching(kept.wanted()) if any(word in typed for word in kept.words) else ()
            if ids:
                return _Found(kept, ids, plan.words_of(first, after))
    return _Found(plan, ())


def _page(
    search: ProductSearch, on: date, stock: Stock, found: Places, order: Iterable[int]
) -> SearchPage:
    left, facets = stock.shelf.narrowed(search, found, on)
    places = members_of(left, order) if search.has_filters else order
    first = (search.page - 1) * search.size
    rows = stock.shelf.rows
    return SearchPage(
        ids=tuple(rows[place].document.id for place in islice(places, first, first + search.size)),
        total=left.bit_count(),
        page=search.page,
        size=search.size,
        facets=facets,
    )
