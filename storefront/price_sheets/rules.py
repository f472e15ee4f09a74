"""Which rows of a price sheet change a price, and which cannot. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from catalog.products.rules import DEAREST, LONGEST_REASON

COLUMNS = ("ma_quy_cach", "gia_hien_tai", "gia_moi", "ly_do")


class Refusal(StrEnum):
    """Why a row is not taken."""

    UNKNOWN = "unknown"  # no such size
    TWICE = "twice"  # an earlier row changes the same size
    STALE = "stale"  # the price has changed since the sheet was taken
    NOT_A_PRICE = "not_a_price"
    NO_REASON = "no_reason"


@dataclass(frozen=True)
class NewPrice:
    """A row that changes a price."""

    line: int
    variant_id: int
    old: int
    new: int
    reason: str


def judge(
    line: int, cells: Mapping[str, str], prices: Mapping[int, int], seen: set[int]
) -> NewPrice | Refusal | None:
    """What a row asks for; None where the new price is empty or the old one."""
    given = cells["gia_moi"]
    number = _whole(cells["ma_quy_cach"])
    if number is None or number not in prices:
        return Refusal.UNKNOWN
    if not given:
        return None
    price = _price(given)
    if price is None or not 1 <= price <= DEAREST:
        return Refusal.NOT_A_PRICE
    if _price(cells["gia_hien_tai"]) != prices[number]:
        return Refusal.STALE
    if price == prices[number]:
        return None
    if number in seen:
        return Refusal.TWICE
    if not 0 < len(cells["ly_do"]) <= LONGEST_REASON:
        return Refusal.NO_REASON
    seen.add(number)
    return NewPrice(line, number, prices[number], price, cells["ly_do"])


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def _price(text: str) -> int | None:
    """95000, 95.000 or "95 000"; a comma or a sign is no price."""
    if not re.fullmatch("[0-9]{1,12}|[0-9]{1,3}([. ][0-9]{3}){1,3}", text):
        return None
    return int(re.sub("[. ]", "", text))
