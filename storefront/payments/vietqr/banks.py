"""The banks that VietQR reaches, from data/banks.csv; its first line says as of when."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "banks.csv"


@dataclass(frozen=True)
class Bank:
    """A bank, by the six figures in its codes. `is_former`: merged or renamed since."""

    bin: str
    short_name: str
    name: str
    swift: str | None
    can_receive: bool
    can_pay: bool
    is_former: bool


@cache
def list_banks() -> tuple[Bank, ...]:
    """Every bank of the file, those of today before former ones of the same BIN."""
    lines = FILE.read_text("utf-8").splitlines()[1:]
    return tuple(
        Bank(
            bin=row["bin"],
            short_name=row["short_name"],
            name=row["name"],
            swift=row["swift"] or None,
            can_receive=row["vietqr"] in ("receives", "pays-and-receives"),
            can_pay=row["vietqr"] == "pays-and-receives",
            is_former=row["state"] == "former",
        )
        for row in csv.DictReader(lines)
    )


def list_receiving() -> list[Bank]:
    """Banks that a transfer can be sent to today, by name."""
    current = [bank for bank in list_banks() if bank.can_receive and not bank.is_former]
    return sorted(current, key=lambda bank: bank.short_name.lower())


def find_bank(bin_: str) -> Bank | None:
    """The bank with this BIN, today's before a former one and one that pays first; or None."""
    found = [bank for bank in list_banks() if bank.bin and bank.bin == bin_]
    return min(found, key=lambda bank: (bank.is_former, not bank.can_pay), default=None)
