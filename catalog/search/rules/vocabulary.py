"""The words the products really use: what is known, what completes, what was probably meant."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import nlargest

from catalog.search.rules import spelling
from catalog.search.rules.words import Word, split_again

MOST_COMPLETIONS = 10
_SHORTEST_GUESS = 3
_LONGEST_GUESS = 20
_PHRASE_WORDS = 4
_PART = 0.7
_CLEAR = 0.9
_HIGHEST = "\U0010ffff"

_NEVER: dict[str, int] = {}
_NO_WORD = Word("", "", "")

Text = tuple[Word, ...]


class Tally:
    """How often each key was written in which way, with the keys in order."""

    def __init__(self) -> None:
        self._writings: dict[str, dict[str, int]] = {}
        self._order: list[str] = []
        self._is_sorted = True

    def add(self, key: str, writing: str, by: int = 1) -> None:
        """Count `key` up, or down with a negative `by`; at zero it is forgotten."""
        writings = self._writings.get(key)
        if writings is None:
            writings = self._writings[key] = {}
            self._order.append(key)
            self._is_sorted = False
        left = writings.get(writing, 0) + by
        if left > 0:
            writings[writing] = left
            return
        writings.pop(writing, None)
        if not writings:
            del self._writings[key]
            self._order.remove(key)

    def __contains__(self, key: str) -> bool:
        return key in self._writings

    def count(self, key: str) -> int:
        return sum(self._writings.get(key, _NEVER).values())

    def writing(self, key: str) -> str:
        """How the key is written most often; among equals, the first in order."""
        writings = self._writings[key]
        return min(writings, key=lambda writing: (-writings[writing], writing))

    def is_clear(self, key: str) -> bool:
        """Whether the key is nearly always written in one way."""
        writings = self._writings[key].values()
        return max(writings) >= _CLEAR * sum(writings)

    def starting(self, prefix: str) -> Iterator[str]:
        if not self._is_sorted:
            self._order.sort()  # nearly sorted already: one pass
            self._is_sorted = True
        first = bisect_left(self._order, prefix)
        after = bisect_left(self._order, prefix + _HIGHEST)
        yield from self._order[first:after]


class Vocabulary:
    """Words, pairs of neighbours and phrases of all products, kept as products come and go."""

    def __init__(self) -> None:
        self._words = Tally()
        self._pairs = Tally()
        self._phrases = Tally()
        self._exact: Counter[str] = Counter()
        self._shared: Counter[str] = Counter()

    def add(self, name: Text, places: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        """Learn a product: its name, and what it shares with others: places, producer, kind."""
        self._count(name, 1)
        self._count_beginnings(name, 1)
        for text in places:
            self._share(text, 1, is_phrase=True)
        for text in others:
            self._share(text, 1, is_phrase=False)

    def remove(self, name: Text, places: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        """Forget what `add` with the same texts has taught."""
        self._count(name, -1)
        self._count_beginnings(name, -1)
        for text in places:
            self._share(text, -1, is_phrase=True)
        for text in others:
            self._share(text, -1, is_phrase=False)

    def _share(self, text: str, by: int, *, is_phrase: bool) -> None:
        words = split_again(text)
        before = self._shared[text]
        self._shared[text] += by
        if before == 0 or self._shared[text] == 0:  # texts are learned once, not for each product
            self._count(words, by)
        if not self._shared[text]:
            del self._shared[text]
        if is_phrase and words:
            self._count_phrase(words, by)

    def _count(self, text: Text, by: int) -> None:
        before = _NO_WORD
        for at, word in enumerate(text):
            self._words.add(word.folded, word.typed, by)
            self._exact[word.exact] += by
            if at:
                pair = f"{before.typed} {word.typed}"
                self._pairs.add(_pair(before.folded, word.folded), pair, by)
            before = word

    def _count_beginnings(self, name: Text, by: int) -> None:
        for length in {*range(1, min(len(name), _PHRASE_WORDS) + 1), len(name)} - {0}:
            self._count_phrase(name[:length], by)

    def _count_phrase(self, words: Text, by: int) -> None:
        folded = " ".join([word.folded for word in words])
        self._phrases.add(folded, " ".join([word.typed for word in words]), by)

    def knows(self, folded: str) -> bool:
        return folded in self._words

    def writes(self, exact: str) -> bool:
        """Whether some product is written with these very accents."""
        return self._exact[exact] > 0

    def complete(self, prefix: str, before: str | None) -> list[str]:
        """Known words that go on from `prefix`, those seen after the word `before` first."""

        def weight(word: str) -> tuple[int, int]:
            return self._context(before, word, None), self._words.count(word)

        longer = (word for word in self._words.starting(prefix) if word != prefix)
        return nlargest(MOST_COMPLETIONS, longer, key=weight)

    def correct(self, folded: str, before: str | None, after: str | None) -> tuple[str, ...]:
        """The words most probably meant by an unknown one; nothing if none is near.

        Two words come back where the space between them was lost.
        """
        for guess in spelling.without_input_method(folded):
            if guess in self._words:
                return (guess,)
        apart = self._apart(folded)
        if apart:
            return apart
        near = self.near(folded, before, after)
        return (near[0],) if near else ()

    def near(self, folded: str, before: str | None, after: str | None) -> list[str]:
        """Known words one edit away, likeliest first: by neighbours, first letter, frequency."""
        if folded.isdigit() or not 1 < len(folded) <= _LONGEST_GUESS:
            return []
        weights: dict[str, tuple[int, bool, int]] = {}
        for guess in spelling.one_edit(folded):
            if guess != folded and guess in self._words and guess not in weights:
                context = self._context(before, guess, after)
                # Nearly every text is one edit from some two-letter word: ask for a witness.
                if context or len(folded) >= _SHORTEST_GUESS:
                    same_start = guess[:1] == folded[:1]
                    weights[guess] = (context, same_start, self._words.count(guess))
        return sorted(weights, key=lambda guess: (weights[guess], guess), reverse=True)

    def fits(self, before: str | None, word: str, after: str | None) -> bool:
        """Whether the word was ever seen beside one of these neighbours."""
        return self._context(before, word, after) > 0

    def joined(self, left: str, right: str) -> str | None:
        """The one word of two: "st 25" is written ST25."""
        word = left + right
        is_better = word in self._words and _pair(left, right) not in self._pairs
        return word if is_better else None

    def write(self, folded: list[str]) -> str:
        """The words as they are usually written, accents included, chosen by their neighbours."""
        written: list[str] = []
        for at, word in enumerate(folded):
            before = _pair(folded[at - 1], word) if at else ""
            after = _pair(word, folded[at + 1]) if at + 1 < len(folded) else ""
            if before in self._pairs and self._pairs.count(before) >= self._pairs.count(after):
                written.append(self._pairs.writing(before).split()[1])
            elif after in self._pairs:
                written.append(self._pairs.writing(after).split()[0])
            else:
                written.append(self._words.writing(word) if word in self._words else word)
        return " ".join(written)

    def phrases(self, start: str, at_most: int) -> list[str]:
        """The most frequent phrases that go on from these folded letters, written with accents."""
        count = self._phrases.count
        # One syllable may mean too much: "ca" is cà, cá and ca; "gao" is always gạo.
        found = (
            phrase
            for phrase in self._phrases.starting(start)
            if " " in phrase or self._phrases.is_clear(phrase)
        )
        best = nlargest(at_most * 3, found, key=lambda phrase: (count(phrase), phrase))
        # "nước" says nothing where "nước mắm" is nearly as frequent.
        whole = [
            phrase
            for phrase in best
            if not any(
                longer.startswith(f"{phrase} ") and count(longer) >= _PART * count(phrase)
                for longer in best
            )
        ]
        return [self._phrases.writing(phrase) for phrase in whole[:at_most]]

    def _apart(self, folded: str) -> tuple[str, ...]:
        pairs = [(left, right) for left, right in spelling.parts(folded)]
        known = [(left, right) for left, right in pairs if _pair(left, right) in self._pairs]
        return max(known, key=lambda pair: self._pairs.count(_pair(*pair)), default=())

    def _context(self, before: str | None, word: str, after: str | None) -> int:
        left = self._pairs.count(_pair(before, word)) if before else 0
        right = self._pairs.count(_pair(word, after)) if after else 0
        return left + right


def _pair(left: str, right: str) -> str:
    return f"{left} {right}"
