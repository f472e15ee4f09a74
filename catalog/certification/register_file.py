"""A register of recognised products as a CSV file: read row by row, each taken or refused."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from catalog.certification import decisions, sources
from catalog.certification.decisions import Unreadable
from catalog.certification.errors import RegisterUnreadable
from catalog.certification.rules import EvidenceGrade
from catalog.kernel.i18n import lazy_
from catalog.kernel.text import nfc

COLUMNS = (
    "name",
    "producer",
    "stars",
    "commune_or_district",
    "province",
    "group",
    "group_inferred",
    "year",
    "decision",
    "source",
)
LARGEST = 20 * 1024 * 1024
LONGEST_FIELD = 500
LONGEST_NAME = 200
_MARKUP = re.compile(r"<\s*[a-zA-Z/!]")


class Lines(Protocol):
    """What csv.reader returns: rows, and the line of the file it has come to."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> "Lines": ...
    def __next__(self) -> list[str]: ...


@dataclass(frozen=True)
class RegisterRow:
    """One recognition as published; what the row does not say is None."""

    line: int
    name: str
    producer: str
    stars: int | None
    place: str
    province: str
    group: str | None
    group_is_inferred: bool
    year: int | None
    decision_number: str | None
    decided_on: date | None
    source: str
    grade: EvidenceGrade


@dataclass(frozen=True)
class Refusal:
    """A row that is not taken, by its line in the file, and why."""

    line: int
    reason: str


def read(content: bytes, today: date) -> Iterator[RegisterRow | Refusal]:
    """Each row of the file, taken or refused. Raises RegisterUnreadable for the whole file."""
    if len(content) > LARGEST:
        raise RegisterUnreadable(lazy_("Tệp lớn hơn 20 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegisterUnreadable(
            lazy_(
                "Tệp không phải UTF-8 (byte thứ %(place)s). Hãy lưu lại thành CSV UTF-8.",
                place=error.start + 1,
            )
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = _header(reader)
    return _rows(reader, header, today)


def _header(reader: Lines) -> list[str]:
    try:
        header = [nfc(name).lower() for name in next(reader, [])]
    except csv.Error as error:
        raise RegisterUnreadable(lazy_("Dòng tiêu đề hỏng.")) from error
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise RegisterUnreadable(lazy_("Thiếu cột: %(names)s.", names=", ".join(missing)))
    if len(set(header)) < len(header):
        raise RegisterUnreadable(lazy_("Có hai cột cùng tên."))
    return header


def _rows(reader: Lines, header: list[str], today: date) -> Iterator[RegisterRow | Refusal]:
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refusal(line, f"dòng CSV hỏng ({error})")
            continue
        if not fields:
            continue
        try:
            yield _row(line, header, fields, today)
        except Unreadable as error:
            yield Refusal(line, str(error))


def _row(line: int, header: list[str], fields: list[str], today: date) -> RegisterRow:
    if len(fields) != len(header):
        raise Unreadable(f"có {len(fields)} ô, cần {len(header)}")
    cells = {name: _cell(name, field) for name, field in zip(header, fields, strict=True)}
    if not 2 <= len(cells["name"]) <= LONGEST_NAME:
        raise Unreadable("tên sản phẩm phải có từ 2 đến 200 ký tự")
    number, decided = decisions.read(cells["decision"]) if cells["decision"] else (None, None)
    grade = sources.grade(cells["source"], number)
    if decided is None and grade is EvidenceGrade.PRESS:
        decided = decisions.stated_day(cells["source"])
    decided_on = decided if isinstance(decided, date) else None
    return RegisterRow(
        line=line,
        name=cells["name"],
        producer=cells["producer"],
        stars=_stars(cells["stars"]),
        place=cells["commune_or_district"],
        province=cells["province"],
        group=cells["group"] or None,
        group_is_inferred=_flag(cells["group_inferred"]),
        year=_year(cells["year"], decided, today),
        decision_number=number,
        decided_on=_past(decided_on, today),
        source=cells["source"],
        grade=grade,
    )


def _cell(name: str, field: str) -> str:
    if len(field) > LONGEST_FIELD:
        raise Unreadable(f"ô {name} dài {len(field)} ký tự, nhiều nhất {LONGEST_FIELD}")
    if _MARKUP.search(field):
        raise Unreadable(f"ô {name} chứa mã HTML")
    return nfc(field)


def _stars(text: str) -> int | None:
    if text and text not in ("3", "4", "5"):
        raise Unreadable(f"số sao phải là 3, 4 hoặc 5, không phải “{text[:20]}”")
    return int(text) if text else None


def _flag(text: str) -> bool:
    if text not in ("yes", "no", ""):
        raise Unreadable(f"group_inferred phải là yes hoặc no, không phải “{text[:20]}”")
    return text == "yes"


def _year(text: str, decided: date | int | None, today: date) -> int | None:
    """The year of recognition; where the decision names one too, they agree."""
    named = decided.year if isinstance(decided, date) else decided
    if text and not re.fullmatch(r"[0-9]{4}", text):
        raise Unreadable(f"năm phải có bốn chữ số, không phải “{text[:20]}”")
    year = int(text) if text else named
    if year is not None and not decisions.FIRST_YEAR <= year <= today.year:
        raise Unreadable(f"năm {year} không thể có: từ {decisions.FIRST_YEAR} đến {today.year}")
    if named and year != named:
        raise Unreadable(f"năm {year} khác năm của quyết định ({named})")
    return year


def _past(day: date | None, today: date) -> date | None:
    if day and not decisions.is_reasonable(day, today):
        raise Unreadable(f"ngày quyết định {day:%d/%m/%Y} không thể có: muộn nhất là hôm nay")
    return day
