"""What a row of another floor's orders means for the stock. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from catalog.kernel.sheets import SheetRow, read_day
from catalog.kernel.text import fold
from storefront.inventory.rules import BatchStock, is_sellable, pick

KIND = "outside_sales"
COLUMNS = ("ma_don", "ngay_ban", "ma_quy_cach", "so_luong", "trang_thai")
"""Our own layout. The last one may be missing: what was called off there is left out."""
NEEDED = COLUMNS[:4]
LONGEST_FLOOR = 40
OLDEST = timedelta(days=366)
MOST_UNITS = 100_000
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/#-]{0,59}")
_UNITS = re.compile(r"[0-9]{1,6}|[0-9]{1,3}[.][0-9]{3}")
_CALLED_OFF = ("huy", "hoan", "cancel", "return")


class Refusal(StrEnum):
    """Why a row cannot be taken."""

    FORMULA = "formula"
    NO_NUMBER = "no_number"
    NO_DAY = "no_day"
    DAY_TO_COME = "day_to_come"
    TOO_OLD = "too_old"
    OTHER_DAY = "other_day"  # an order has one day
    UNKNOWN_GOODS = "unknown_goods"
    NO_UNITS = "no_units"
    SHORT = "short"


@dataclass(frozen=True)
class Row:
    """The cells that are needed of a row, and nothing about people."""

    line: int
    number: str
    day: str
    goods: str
    units: str
    state: str = ""
    has_formula: bool = False


@dataclass(frozen=True)
class Refused:
    """A row that keeps the file from being written; `free` is what there is, where too little."""

    row: Row
    why: Refusal
    free: int = 0


@dataclass(frozen=True)
class Known:
    """An order that was written before."""

    row: Row


@dataclass(frozen=True)
class CalledOff:
    """An order that was called off, or came back, on the other floor: left out."""

    row: Row


@dataclass(frozen=True)
class Wanted:
    """A row that takes units out of the stock."""

    row: Row
    day: date
    variant_id: int
    units: int


@dataclass(frozen=True)
class Sold:
    """The same, with the batches its units come from."""

    wanted: Wanted
    picks: tuple[tuple[BatchStock, int], ...]


Judged = Refused | Known | CalledOff | Wanted
Outcome = Refused | Known | CalledOff | Sold


def needed(rows: Iterable[SheetRow], columns: Mapping[str, str]) -> list[Row]:
    """The cells under these columns (ours → theirs); all others are dropped here and for good.

    Rows that name goods alone are left over from the template.
    """
    found = []
    for row in rows:
        cells = {ours: row.cells.get(theirs, "") for ours, theirs in columns.items()}
        found.append(
            Row(
                line=row.line,
                number=cells["ma_don"][:80],
                day=cells["ngay_ban"][:40],
                goods=cells["ma_quy_cach"][:300],
                units=cells["so_luong"][:20],
                state=cells.get("trang_thai", "")[:80],
                has_formula=bool(set(row.formulas) & set(columns.values())),
            )
        )
    return [row for row in found if row.number or row.day or row.units]


def columns_of(names: Collection[str], remembered: Mapping[str, str]) -> dict[str, str] | None:
    """Ours → theirs: our own layout, or the one that is remembered; None where neither fits."""
    if set(NEEDED) <= set(names):
        return {one: one for one in COLUMNS if one in names}
    fitting = {ours: theirs for ours, theirs in remembered.items() if theirs in names}
    return fitting if set(NEEDED) <= fitting.keys() else None


def judge(
    rows: Sequence[Row], goods: Mapping[str, int], known: Collection[str], today: date
) -> list[Judged]:
    """What each row asks for, in the order of the file."""
    days: dict[str, date] = {}
    return [_judge(row, goods, known, today, days) for row in rows]


def _judge(
    row: Row,
    goods: Mapping[str, int],
    known: Collection[str],
    today: date,
    days: dict[str, date],
) -> Judged:
    if row.has_formula:
        return Refused(row, Refusal.FORMULA)
    if not _NUMBER.fullmatch(row.number):
        return Refused(row, Refusal.NO_NUMBER)
    if any(word in fold(row.state) for word in _CALLED_OFF):
        return CalledOff(row)
    if row.number in known:
        return Known(row)
    day = read_day(row.day)
    if day is None:
        return Refused(row, Refusal.NO_DAY)
    if refusal := _day_fault(day, today):
        return Refused(row, refusal)
    if days.setdefault(row.number, day) != day:
        return Refused(row, Refusal.OTHER_DAY)
    variant_id = goods.get(goods_key(row.goods))
    if variant_id is None:
        return Refused(row, Refusal.UNKNOWN_GOODS)
    units = int(row.units.replace(".", "")) if _UNITS.fullmatch(row.units) else 0
    if not 0 < units <= MOST_UNITS:
        return Refused(row, Refusal.NO_UNITS)
    return Wanted(row, day, variant_id, units)


def _day_fault(day: date, today: date) -> Refusal | None:
    if day > today:
        return Refusal.DAY_TO_COME
    return Refusal.TOO_OLD if day < today - OLDEST else None


def goods_key(text: str) -> str:
    """What goods are called in a file: the number of the size, or "product, size"."""
    return fold(text).removeprefix("#")


def share_out(
    judged: Iterable[Judged], stocks: Mapping[int, Sequence[BatchStock]]
) -> list[Outcome]:
    """From which batches each row's units come: the first to expire first, row after row.

    Only what could be sold on that day: released, not stopped, not past its date; and never what
    buyers here were promised.
    """
    left = {one.item_id: one for stock in stocks.values() for one in stock}
    return [_share(one, stocks, left) if isinstance(one, Wanted) else one for one in judged]


def _share(
    wanted: Wanted, stocks: Mapping[int, Sequence[BatchStock]], left: dict[int, BatchStock]
) -> Outcome:
    there = [left[one.item_id] for one in stocks.get(wanted.variant_id, ())]
    fitting = [one for one in there if is_sellable(one, wanted.day, None)]
    picks = pick(fitting, wanted.units)
    if picks is None:
        return Refused(wanted.row, Refusal.SHORT, sum(max(one.free, 0) for one in fitting))
    for one in picks:
        stock = one.stock
        left[stock.item_id] = replace(stock, on_hand=stock.on_hand - one.quantity)
    return Sold(wanted, tuple((one.stock, one.quantity) for one in picks))
