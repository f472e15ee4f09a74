"""QR symbols: one by `qrcode`, thousands by superposition of what `qrcode` draws.

A QR symbol is linear in its data: for one version, mask, correction level and division into
segments, flipping a bit of the data always flips the same modules, whatever the other bits are
(error correction is linear, the rest stands still). So the symbols of all serial numbers of a
batch are one ordinary symbol and a few dozen differences, added modulo 2. A test holds the
results to those of `qrcode`, bit by bit.

What is capital letters and figures at the end of a text is written as such: a version smaller
than bytes, about 1 mm (traceability.md 6.2).
"""

from dataclasses import dataclass
from functools import cached_property

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""ISO/IEC 18004 table 5, in the order of their values; two make a number of 11 bits."""
_PAIR_BITS = 11
_WORTH_IT = 6
"""A shorter end costs more bits for saying that it begins than it saves."""


@dataclass(frozen=True)
class Symbol:
    """A symbol without its quiet zone: rows from the top, each padded to whole bytes."""

    modules: int
    rows: bytes

    @property
    def row_bytes(self) -> int:
        return -(-self.modules // 8)


def single(text: str) -> Symbol:
    """The symbol of one text, in the smallest version, with the mask `qrcode` thinks best."""
    return _packed(_drawn(_segments(text, _tail_of(text)), None, None))


class Bulk:
    """The symbols of `prefix` + any text of `length` signs of ALPHANUMERIC; `length` is even."""

    def __init__(self, prefix: str, length: int) -> None:
        if length % 2 or not length:
            raise ValueError("pairs of signs are drawn: an even length is needed")
        self.length = length
        self._prefix = prefix
        # Pairs are counted from where the segment begins: it must begin at an even distance.
        tail = _tail_of(prefix + "0" * length)
        self.tail = tail - tail % 2
        sample = _drawn(self._parts("7K2M4QXW1R3T5V9A"[:length].ljust(length, "5")), None, None)
        self.version: int = sample.version
        self.mask: int = sample.mask_pattern
        self._base = self._number("0" * length)
        self._pairs: list[dict[str, int]] = [{} for _ in range(length // 2)]

    @property
    def modules(self) -> int:
        return 17 + 4 * self.version

    def symbol(self, text: str) -> Symbol:
        """The symbol of prefix + text, as `qrcode` draws it with this version and mask."""
        if len(text) != self.length:
            raise ValueError(f"{self.length} signs are needed")
        number = self._base
        for place, known in enumerate(self._pairs):
            pair = text[2 * place : 2 * place + 2]
            difference = known.get(pair)
            if difference is None:
                difference = known[pair] = self._difference(place, pair)
            number ^= difference
        return Symbol(self.modules, number.to_bytes(self._size, "big"))

    @cached_property
    def _size(self) -> int:
        return self.modules * -(-self.modules // 8)

    @cached_property
    def _bits(self) -> list[list[int]]:
        """For each pair, the modules that each of its 11 bits flips: ordinary symbols, compared."""
        return [
            [self._number(self._alone(place, 1 << bit)) ^ self._base for bit in range(_PAIR_BITS)]
            for place in range(self.length // 2)
        ]

    def _alone(self, place: int, value: int) -> str:
        """The text whose pair at `place` has that value, all others 0."""
        pair = ALPHANUMERIC[value // 45] + ALPHANUMERIC[value % 45]
        return "0" * (2 * place) + pair + "0" * (self.length - 2 * place - 2)

    def _difference(self, place: int, pair: str) -> int:
        value = ALPHANUMERIC.index(pair[0]) * 45 + ALPHANUMERIC.index(pair[1])
        total = 0
        for bit, flipped in enumerate(self._bits[place]):
            if value >> bit & 1:
                total ^= flipped
        return total

    def _parts(self, text: str) -> list[QRData]:
        return _segments(self._prefix + text, self.tail)

    def _number(self, text: str) -> int:
        drawn = _drawn(self._parts(text), self.version, self.mask)
        return int.from_bytes(_packed(drawn).rows, "big")


def ordinary(prefix: str, text: str, bulk: Bulk) -> Symbol:
    """The same symbol by `qrcode` alone: what the tests and the benchmark hold Bulk to."""
    parts = _segments(prefix + text, bulk.tail)
    return _packed(_drawn(parts, bulk.version, bulk.mask))


def _tail_of(text: str) -> int:
    """How many signs at the end may be written as capitals and figures; 0 if it does not pay."""
    count = 0
    while count < len(text) and text[-count - 1] in ALPHANUMERIC:
        count += 1
    return count if count >= _WORTH_IT else 0


def _segments(text: str, tail: int) -> list[QRData]:
    cut = len(text) - tail
    parts = [QRData(text[:cut].encode(), MODE_8BIT_BYTE)] if cut else []
    return [*parts, QRData(text[cut:].encode(), MODE_ALPHA_NUM)] if tail else parts


def _drawn(parts: list[QRData], version: int | None, mask: int | None) -> qrcode.QRCode:
    symbol = qrcode.QRCode(version, ERROR_CORRECT_M, border=0, mask_pattern=mask)
    for part in parts:
        symbol.add_data(part)
    if version is None:
        symbol.best_fit()
    if mask is None:
        symbol.mask_pattern = symbol.best_mask_pattern()
    symbol.make(fit=False)
    return symbol


def _packed(drawn: qrcode.QRCode) -> Symbol:
    matrix = drawn.get_matrix()
    modules = len(matrix)
    width = -(-modules // 8)
    rows = bytearray()
    for row in matrix:
        bits = sum(1 << (8 * width - 1 - x) for x, dark in enumerate(row) if dark)
        rows += bits.to_bytes(width, "big")
    return Symbol(modules, bytes(rows))
