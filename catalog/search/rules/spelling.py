"""Words that may have been meant: one slip of a finger away, or typed without an input method."""

import re
from collections.abc import Iterator

_LETTERS = "abcdeghiklmnopqrstuvxyfjwz0123456789"
_DOUBLES = re.compile(r"([aeod])\1")
_TELEX_TONE = re.compile(r"(?<=[a-z])[sfrxj]$")
_VNI = re.compile(r"(?<=[a-z])[0-9]+")


def one_edit(word: str) -> Iterator[str]:
    """Every text one letter dropped, swapped, changed or added away from `word`."""
    pairs = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for head, tail in pairs:
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail


def without_input_method(word: str) -> Iterator[str]:
    """What raw key strokes stand for: Telex "phee", "gaoj", "dduwowngf"; VNI "phe6", "ga5o"."""
    telex = _TELEX_TONE.sub("", _DOUBLES.sub(r"\1", word.replace("w", "")))
    for guess in (telex, _VNI.sub("", word)):
        if guess and guess != word:
            yield guess


def parts(word: str) -> Iterator[tuple[str, str]]:
    """The word as two words that lost their space: "matong" is "mat" and "ong"."""
    for at in range(1, len(word)):
        yield word[:at], word[at:]
