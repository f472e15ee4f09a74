"""Prices as people here write and say them: "185k", "1tr2", "một trăm tám lăm nghìn"; and back.

What may mean two amounts is refused with both: nobody sells for a thousandth of the price.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_
from catalog.kernel.money import format_dong
from catalog.kernel.text import fold

MOST = 10_000_000_000
"""From here on nothing is a price."""
LONGEST = 120
"""Characters; more is a story, not a price."""
_TOKEN = re.compile(r"\s*([0-9]+(?:[.,][0-9]+)*|[a-z]+)")
_SPACED = re.compile(r"(?<=[0-9])[ \u00a0](?=[0-9]{3}(?![0-9]))")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_BROKEN = re.compile(r"([0-9]{1,9})[.,]([0-9]{1,3})")

_SCALES = {
    **dict.fromkeys(("k", "nghin", "ngan", "ng"), 1_000),
    **dict.fromkeys(("tr", "trieu", "cu"), 1_000_000),
    **dict.fromkeys(("ty", "ti"), 1_000_000_000),
}
_CURRENCY = frozenset({"d", "dong", "vnd"})
_ONES = {
    **{"khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5},
    **{"nham": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9},
    **{str(number): number for number in range(10)},
}
_TEN = frozenset({"muoi", "chuc"})
_AND = frozenset({"le", "linh"})
_HALF = "ruoi"
Scaled = tuple[list[str], int | None]


class NotMoney(DomainError):
    message = lazy_(
        "Chưa đọc được số tiền này. Ghi như 185k, 185.000, 1tr2 hoặc một trăm tám lăm nghìn."
    )


class MoneyUnclear(NotMoney):
    """It may mean either of two amounts."""

    def __init__(self, small: int, large: int) -> None:
        super().__init__(
            lazy_(
                "%(small)s hay %(large)s? Ghi đủ các số 0, hoặc thêm chữ nghìn, triệu.",
                small=format_dong(small),
                large=format_dong(large),
            )
        )


class MoneyNothing(NotMoney):
    message = lazy_("Số tiền phải lớn hơn 0.")


class MoneyTooMuch(NotMoney):
    message = lazy_("Từ 10 tỷ đồng trở lên thì nhiều quá. Xem lại các số 0.")


def read_dong(typed: str) -> int:
    """Whole đồng, from 1 to under MOST. Raises NotMoney, or one of its kinds that says more."""
    amount = _amount(_tokens(typed))
    if amount != amount.to_integral_value():
        raise NotMoney
    if not amount:
        raise MoneyNothing
    if amount >= MOST:
        raise MoneyTooMuch
    return int(amount)


def _tokens(typed: str) -> list[str]:
    text = unicodedata.normalize("NFKC", typed[: LONGEST + 1]).strip()
    if not text or len(text) > LONGEST:
        raise NotMoney
    text = _SPACED.sub(".", fold(text.replace("₫", " đ ")))
    found, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise NotMoney
        found.append(match[1])
        place = match.end()
    return found


def _amount(tokens: list[str]) -> Decimal:
    is_said_whole = bool(tokens) and tokens[-1] in _CURRENCY
    parts = list(_by_scale(tokens[:-1] if is_said_whole else tokens))
    if len(parts) == 1 and parts[0][1] is None:
        return _without_scale(parts[0][0], is_said_whole=is_said_whole)
    if not parts:
        raise NotMoney
    total, last = Decimal(0), MOST
    for words, scale in parts:
        if scale is None:
            return total + _tail(words, last)
        if scale >= last:
            raise NotMoney
        total, last = total + _of_scale(words, scale) * scale, scale
    return total


def _by_scale(tokens: Sequence[str]) -> Iterator[Scaled]:
    """The words before each nghìn, triệu, tỷ; what follows the last of them stands by None."""
    words: list[str] = []
    for token in tokens:
        if token in _SCALES:
            yield words, _SCALES[token]
            words = []
        else:
            words.append(token)
    if words:
        yield words, None


def _without_scale(words: Sequence[str], *, is_said_whole: bool) -> Decimal:
    """ "185.000"; what is under a thousand may be thousands, unless đồng is said."""
    if len(words) == 1 and words[0][0].isdigit():
        number = words[0]
        if broken := not _GROUPED.fullmatch(number) and _BROKEN.fullmatch(number):
            _refuse_broken(broken, 1_000, 1_000_000)
        value = _whole(number)
    else:
        value = _said(words)
    if 0 < value < 1_000 and not is_said_whole:
        raise MoneyUnclear(value, value * 1_000)
    return Decimal(value)


def _of_scale(words: Sequence[str], scale: int) -> Decimal:
    """How many of a scale: "1,2" (triệu), "hai trăm" (nghìn), "nửa" (triệu)."""
    if words == ["nua"]:
        return Decimal("0.5")
    if len(words) == 1 and (broken := _BROKEN.fullmatch(words[0])):
        if len(broken[2]) == 3:  # 1.250k: a thousand and a quarter of them, or one and a quarter
            _refuse_broken(broken, scale, scale * 1_000)
        return Decimal(f"{broken[1]}.{broken[2]}")
    if len(words) == 1 and words[0].isdigit():
        return Decimal(words[0])
    return Decimal(_said(words))


def _tail(words: Sequence[str], scale: int) -> Decimal:
    """What follows the last scale: the 2 of "1tr2" counts hundreds of thousands."""
    if list(words) == [_HALF]:
        return Decimal(scale) / 2
    if "tram" in words and scale == 1_000:  # năm nghìn không trăm lẻ năm
        return Decimal(_said(words))
    number = words[0] if len(words) == 1 and words[0][0].isdigit() else str(_said(words))
    if len(number) <= 3 and number.isdigit():
        return Decimal(number) * scale / Decimal(10 ** len(number))
    value = _whole(number)
    if value >= scale:
        raise NotMoney
    return Decimal(value)


def _whole(number: str) -> int:
    if not number.isdigit() and not _GROUPED.fullmatch(number):
        raise NotMoney
    return int(re.sub("[.,]", "", number))


def _refuse_broken(broken: re.Match[str], small: int, large: int) -> None:
    value = Decimal(f"{broken[1]}.{broken[2]}")
    readings = value * small, value * large
    if any(one != int(one) or not one for one in readings):
        raise NotMoney
    raise MoneyUnclear(int(readings[0]), int(readings[1]))


def _said(words: Sequence[str]) -> int:
    """A number under a thousand in words: "trăm rưỡi" is 150, "một trăm hai" 120."""
    if "tram" not in words:
        return _under_hundred(words)
    place = list(words).index("tram")
    before, after = words[:place], list(words[place + 1 :])
    hundreds = (_one(before[0]) if len(before) == 1 else -1) if before else 1
    if hundreds < 0:
        raise NotMoney
    return hundreds * 100 + _after_hundred(after)


def _after_hundred(words: list[str]) -> int:
    if not words:
        return 0
    if words == [_HALF]:
        return 50
    if words[0] in _AND and len(words) == 2:
        return _one(words[1])
    if len(words) == 1 and words[0] in _ONES:
        return _one(words[0]) * 10
    return _under_hundred(words)


def _under_hundred(words: Sequence[str]) -> int:
    match list(words):
        case [number] if re.fullmatch("[1-9][0-9]", number):
            return int(number)
        case [ten] if ten in _TEN:
            return 10
        case [one]:
            return _one(one)
        case [ten, one] if ten in _TEN:
            return 10 + _one(one)
        case [tens, ten] if ten in _TEN:
            return _tens(tens)
        case [tens, ten, one] if ten in _TEN:
            return _tens(tens) + _one(one)
        case [tens, one]:
            return _tens(tens) + _one(one)
    raise NotMoney


def _tens(word: str) -> int:
    if not (value := _one(word)):
        raise NotMoney
    return value * 10


def _one(word: str) -> int:
    if word not in _ONES:
        raise NotMoney
    return _ONES[word]
