"""What people type and paste: amounts as they write them, lines of code, quantity and unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from catalog.kernel.i18n import lazy_
from catalog.kernel.text import fold, nfc
from traceability.batches.rules import as_printed
from traceability.events.rules import UNITS

MOST_LINES = 200
LONGEST_LINE = 120
_LINE = re.compile(
    r"(?P<code>[^\s;|,]+)[\s;|,]+(?P<amount>-?\d[\d.,]*?)[;|,]?\s*[;|,]?\s*(?P<unit>[^\d;|,]*)"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
_FOLDED = {fold(unit): unit for unit in reversed(list(UNITS))}
_ALSO = {"kilogam": "kg", "ký": "kg", "kí": "kg", "ky": "kg", "ki": "kg", "gam": "g", "gram": "g"}

NOT_A_LINE = lazy_("Ghi mỗi dòng: mã lô, số lượng, đơn vị. Ví dụ: CR2611-03K7M-X 12 tạ")
NOT_A_NUMBER = lazy_("Không đọc được số lượng. Ghi như 12 hoặc 12,5.")
NO_UNIT = lazy_("Thiếu đơn vị, hoặc không rõ đơn vị này. Dùng kg, yến, tạ, tấn, lít, gói, chai…")
TOO_MANY = lazy_("Nhiều dòng quá: mỗi lần ghi nhiều nhất %(most)s dòng.", most=MOST_LINES)
TWICE = lazy_("Mã lô này đã ghi ở dòng trên. Mỗi lô chỉ ghi một dòng.")


@dataclass(frozen=True)
class Pasted:
    """One line: what it says, or why it says nothing. `number` counts from 1 as on paper."""

    number: int
    text: str
    code: str = ""
    amount: Decimal = Decimal(0)
    unit: str = ""
    refusal: Any = None


def read_amount(typed: str) -> Decimal | None:
    """12, 12,5, 1.200 (one thousand two hundred), 1.200,5 and 12.5; None for anything else."""
    text = typed.strip().replace("\u00a0", "").replace(" ", "")
    if "," in text:
        text = text.replace(".", "").replace(",", ".", 1)
    elif _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text, re.ASCII):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def read_unit(typed: str) -> str | None:
    """The unit however it is typed: "Tạ", "ta", "kg.", "lit"; None for an unknown one."""
    text = nfc(typed).strip().strip(".").lower()
    if text in UNITS:
        return text
    # Accents that were typed are meant: "thúng" (a basket) is not "thùng" (a box).
    return _ALSO.get(text) or (_FOLDED.get(text) if text == fold(text) else None)


def read_lines(text: str) -> list[Pasted]:
    """Every line that is not empty; of too many, only the first that is one too many, refused."""
    found: list[Pasted] = []
    codes: set[str] = set()
    for number, line in _filled(text):
        if len(found) == MOST_LINES:
            return [Pasted(number, line[:LONGEST_LINE], refusal=TOO_MANY)]
        one = _line(number, line)
        if one.code and one.code in codes:
            one = Pasted(number, one.text, one.code, refusal=TWICE)
        codes.add(one.code)
        found.append(one)
    return found


def _filled(text: str) -> Iterator[tuple[int, str]]:
    """Line by line, so that a million lines cost no more than the ones that are read."""
    start, number = 0, 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        if line := text[start:end].strip():
            yield number, line
        start = end + 1


def _line(number: int, line: str) -> Pasted:
    said = _LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if said is None:
        return Pasted(number, line[:LONGEST_LINE], refusal=NOT_A_LINE)
    code = as_printed(said["code"])
    amount, unit = read_amount(said["amount"]), read_unit(said["unit"])
    if amount is None:
        return Pasted(number, line, code, refusal=NOT_A_NUMBER)
    if unit is None:
        return Pasted(number, line, code, amount, refusal=NO_UNIT)
    return Pasted(number, line, code, amount, unit)
