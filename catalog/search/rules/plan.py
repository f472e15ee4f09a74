"""What to ask the engine: for every part of the query, the words that will do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from catalog.search.rules.synonyms import Phrase, Synonyms
from catalog.search.rules.vocabulary import Vocabulary
from catalog.search.rules.words import Word, forms_of

Wanted = list[list[tuple[str, ...]]]
"""Every part must be found; of a part any alternative; of an alternative every word."""

_MOST_WORDINGS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the query and what may stand for it: as typed, completed, or a synonym."""

    phrases: tuple[Phrase, ...]
    completions: tuple[str, ...] = ()

    def wanted(self) -> list[tuple[str, ...]]:
        phrases = [tuple(word.folded for word in phrase) for phrase in self.phrases]
        return phrases + [(word,) for word in self.completions]


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a query in order.

    `marked`: the words whose accents count, because products are written with them.
    `corrected`: the words are not those that were typed.
    """

    parts: tuple[Part, ...]
    words: Phrase
    marked: Phrase = ()
    corrected: bool = False

    def wanted(self) -> Wanted:
        return [part.wanted() for part in self.parts]

    def wordings(self) -> list[tuple[str, ...]]:
        """The whole query in its different folded wordings, the likeliest first."""
        choices = product(*(part.wanted() for part in self.parts))
        some = (choice for choice, _ in zip(choices, range(_MOST_WORDINGS), strict=False))
        wordings = (tuple(word for phrase in choice for word in phrase) for choice in some)
        return list(dict.fromkeys(wordings))

    def neighbours(self) -> list[tuple[str, ...]]:
        """Words that stand side by side in the query, with what the last one may go on to."""
        words = self.wordings()[0]
        pairs: list[tuple[str, ...]] = [
            (f"{left} {right}",) for left, right in zip(words, words[1:], strict=False)
        ]
        if pairs and self.parts[-1].completions:
            longer = (f"{words[-2]} {word}" for word in self.parts[-1].completions)
            pairs[-1] = (*pairs[-1], *longer)
        return pairs

    def completed(self, completions: Sequence[str]) -> "Plan":
        """The plan with words that go on from the last one allowed as well."""
        last = replace(self.parts[-1], completions=tuple(completions))
        return replace(self, parts=(*self.parts[:-1], last))

    def units(self, fits: Callable[[str, str, None], bool]) -> list[tuple[int, int]]:
        """Runs of parts met side by side, [cà phê] [Gia Lai]; each part, if all are one run."""
        edges = [(part.phrases[0][0].folded, part.phrases[0][-1].folded) for part in self.parts]
        ends = [at for at in range(1, len(edges)) if not fits(edges[at - 1][1], edges[at][0], None)]
        if not ends:
            ends = list(range(1, len(edges)))
        return list(zip([0, *ends], [*ends, len(edges)], strict=True))

    def words_of(self, first: int, after: int) -> tuple[str, ...]:
        """The words of some parts, as they were typed or corrected."""
        parts = self.parts[first:after]
        return tuple(word.typed for part in parts for word in part.phrases[0])

    def without(self, first: int, after: int) -> "Plan":
        """The plan with some parts left out."""
        parts = self.parts[:first] + self.parts[after:]
        words = tuple(word for part in parts for word in part.phrases[0])
        marked = tuple(word for word in self.marked if word in words)
        return replace(self, parts=parts, words=words, marked=marked)


def planned(words: Phrase, vocabulary: Vocabulary, synonyms: Synonyms) -> Plan:
    """Words as they are, with their synonyms beside them."""
    parts: list[Part] = []
    at = 0
    while at < len(words):
        entry = synonyms.at(words, at)
        if entry is None:
            parts.append(Part(((words[at],),)))
            at += 1
            continue
        at += len(entry.phrase)
        if not entry.is_abbreviation:
            parts.append(Part((entry.phrase, *entry.others)))
        elif vocabulary.knows(entry.phrase[0].folded):  # a brand may be called so, too
            parts.append(Part((*entry.others, entry.phrase)))
        else:
            parts.append(Part(entry.others))
    marked = tuple(word for word in words if _counts(word, vocabulary, synonyms))
    return Plan(tuple(parts), words, marked)


def _counts(word: Word, vocabulary: Vocabulary, synonyms: Synonyms) -> bool:
    """Whether the accents typed tell words apart; "nươc" is no word, so its accents do not."""
    if not word.is_marked or word.folded in synonyms.accents_free:
        return False
    return any(vocabulary.writes(form) for form in forms_of(word.exact))


def spelled(
    words: Phrase, vocabulary: Vocabulary, synonyms: Synonyms, *, spare_last: bool
) -> Phrase:
    """The words with unknown ones replaced by what was probably meant.

    `spare_last`: the last word may still be in the middle of being typed.
    """
    spelled: list[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        is_last = at + 1 == len(words)
        if vocabulary.knows(word.folded) or synonyms.knows(word) or (is_last and spare_last):
            spelled.append(word)
            at += 1
            continue
        joined = vocabulary.joined(word.folded, words[at + 1].folded) if not is_last else None
        if joined is not None:
            spelled.append(plain(joined))
            at += 2
            continue
        before = spelled[-1].folded if spelled else None
        after = words[at + 1].folded if not is_last else None
        meant = vocabulary.correct(word.folded, before, after)
        spelled.extend([plain(guess) for guess in meant] or [word])
        at += 1
    return tuple(spelled)


def reconsidered(words: Phrase, vocabulary: Vocabulary, found: Callable[[Phrase], bool]) -> Phrase:
    """A slip that made another word: the first replacement that its neighbours vouch for."""
    for at, word in enumerate(words):
        before = words[at - 1].folded if at else None
        after = words[at + 1].folded if at + 1 < len(words) else None
        for guess in vocabulary.near(word.folded, before, after)[:3]:
            attempt = (*words[:at], plain(guess), *words[at + 1 :])
            if vocabulary.fits(before, guess, after) and found(attempt):
                return attempt
    return ()


def plain(folded: str) -> Word:
    """A word of which only the folded form is known."""
    return Word(folded, folded, folded)
