"""Words that stand for others: abbreviations, regional names, names with free accents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.search.rules.words import Word, forms_of, split

Phrase = tuple[Word, ...]
LONGEST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What one phrase stands for. An abbreviation gives way to its meaning; a synonym joins it."""

    phrase: Phrase
    others: tuple[Phrase, ...]
    is_abbreviation: bool


class Synonyms:
    """The table of synonyms.yaml, asked by the folded words of a phrase."""

    def __init__(
        self,
        abbreviations: Mapping[str, Sequence[str]],
        same: Sequence[Sequence[str]],
        accents_free: Sequence[str],
    ) -> None:
        self._entries: dict[tuple[str, ...], list[Entry]] = {}
        for short, meanings in abbreviations.items():
            self._add(short, meanings, is_abbreviation=True)
        for line in same:
            for phrase in line:
                self._add(phrase, [other for other in line if other != phrase])
        self.accents_free = frozenset(word.folded for text in accents_free for word in split(text))

    def _add(self, text: str, others: Sequence[str], *, is_abbreviation: bool = False) -> None:
        phrase = split(text)
        entry = Entry(phrase, tuple(split(other) for other in others), is_abbreviation)
        self._entries.setdefault(_key(phrase), []).append(entry)

    def knows(self, word: Word) -> bool:
        return (word.folded,) in self._entries

    def at(self, words: Phrase, start: int) -> Entry | None:
        """The entry for the longest phrase that begins at `start`, or None."""
        for length in range(min(LONGEST, len(words) - start), 0, -1):
            phrase = words[start : start + length]
            entries = [e for e in self._entries.get(_key(phrase), []) if _agree(phrase, e.phrase)]
            if entries:
                others = dict.fromkeys(other for entry in entries for other in entry.others)
                return Entry(phrase, tuple(others), entries[0].is_abbreviation)
        return None


def _key(phrase: Phrase) -> tuple[str, ...]:
    return tuple(word.folded for word in phrase)


def _agree(typed: Phrase, entry: Phrase) -> bool:
    """Accents that were typed must be right: "cá lọc" has not the synonyms of "cá lóc".

    Without accents "mi" may mean mì, but "my" never does, though both are looked up as "mi".
    """
    return all(
        meant.exact in forms_of(given.exact) if given.is_marked else given.typed == given.folded
        for given, meant in zip(typed, entry, strict=True)
    )
