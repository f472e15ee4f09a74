"""From text to words: what a visitor typed and what a product is called, read the same way."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from catalog.kernel.text import fold, nfc

MAX_TEXT = 200
MAX_WORDS = 12
MAX_WORD = 32

# In decomposed text each of these marks is a tone; the others belong to their letter. As plain
# signs at the end of the word they cannot be composed with a letter again.
_TONES = {"\u0300": "`", "\u0301": "'", "\u0303": "~", "\u0309": "?", "\u0323": "."}
# "mỳ" and "mì", "Lý" and "Lí", "quý" and "quí" are one word spelled by two schools.
_LETTERS_OR_DIGITS = re.compile(r"[^\W_]+")
_LAST_Y = re.compile(r"^(qu|[bcdđghklmnpqrstvx]+)y$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word in three forms: as typed, with its accents normalised, and without any."""

    typed: str
    exact: str
    folded: str

    @property
    def is_marked(self) -> bool:
        return self.exact != self.folded


def read(text: str) -> tuple[Word, ...]:
    """The words of a query. Whatever is thrown at it, it answers with at most MAX_WORDS words."""
    # Decomposed Vietnamese takes up to three code points for a letter; cut before composing.
    return split(nfc(text[: MAX_TEXT * 4])[:MAX_TEXT])[:MAX_WORDS]


def split(text: str) -> tuple[Word, ...]:
    """All words of a text. Letters and digits of any script; everything else parts words."""
    return tuple(_word(part) for part in _parts(nfc(text)))


@lru_cache(maxsize=20_000)
def split_again(text: str) -> tuple[Word, ...]:
    """`split` for texts that come again and again: places, producers, kinds."""
    return split(text)


def _parts(text: str) -> list[str]:
    return [part[:MAX_WORD] for part in _LETTERS_OR_DIGITS.findall(text.lower())]


@lru_cache(maxsize=50_000)
def _word(part: str) -> Word:
    # What folding leaves apart (a ligature, a sign) must not split the word again.
    folded = "".join(character for character in fold(part) if character.isalnum()) or part
    return Word(part, _exact(part), _one_i(folded))


def _exact(part: str) -> str:
    """The word with its tone moved to the end, so that hoà and hòa are the same."""
    decomposed = unicodedata.normalize("NFD", part)
    letters = "".join(character for character in decomposed if character not in _TONES)
    tones = "".join(_TONES[character] for character in decomposed if character in _TONES)
    return _one_i(unicodedata.normalize("NFC", letters)) + tones


def _one_i(word: str) -> str:
    return _LAST_Y.sub(r"\1i", word)


def forms_of(exact: str) -> tuple[str, ...]:
    """Without a Vietnamese keyboard đ is often typed as d: "dậu" may be "đậu"."""
    return (exact, f"đ{exact[1:]}") if exact.startswith("d") else (exact,)
