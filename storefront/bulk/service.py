"""Rows of a sheet: each done in the name of whoever may, all together or none."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.sheets import read_sheet
from storefront.bulk import counts, goods, harvests, rules
from storefront.bulk.errors import NoColumns, StillRefused
from storefront.bulk.rules import TITLE, Done, Kind, Outcome, State, Wanted
from storefront.tried import service as tried
from storefront.tried.errors import WrittenBefore

Cells = Mapping[str, str]
People = Callable[[Cells, Kind], tuple[Actor, int]]
"""In whose name a row is done, and for which producer; raises a refusal."""
Row = dict[str, Any]
TAKE: dict[Kind, Callable[[Actor, int, Cells, datetime], Done]] = {
    Kind.GOODS: goods.take,
    Kind.COUNTS: counts.take,
    Kind.HARVESTS: harvests.take,
}
HOLD: dict[Kind, Callable[[Sequence[Wanted]], None]] = {
    Kind.GOODS: goods.hold,
    Kind.COUNTS: counts.hold,
}
"""Whatever the rows change is held first, in an order of its own and not in that of the file."""


def read(data: bytes, kind: Kind) -> tuple[list[Row], bool]:
    """The rows of a file with only the cells we know, and whether its letters were guessed.

    Raises NoColumns, and what the kernel's sheets cannot read.
    """
    sheet = read_sheet(data, title=TITLE[kind], most_rows=rules.MOST_ROWS)
    if missing := rules.missing_columns(sheet.names, kind):
        raise NoColumns(", ".join(missing))
    rows = [
        {"line": row.line, "cells": rules.kept_cells(row, kind), "formulas": list(row.formulas)}
        for row in sheet.rows
    ]
    return rows, sheet.is_guessed


def run(rows: Sequence[Row], kind: Kind, people: People, now: datetime) -> list[Outcome]:
    """Do every row; one that is refused leaves nothing behind. The caller commits, or takes all
    of it back when it was only tried.
    """
    if hold := HOLD.get(kind):
        hold(_wanted(rows, kind, people))
    return [_run(row, kind, people, now) for row in rows]


def _wanted(rows: Sequence[Row], kind: Kind, people: People) -> list[Wanted]:
    wanted = []
    for row in rows:
        with suppress(DomainError):  # refused when its turn comes
            _, producer_id = people(row["cells"], kind)
            size = rules.whole(row["cells"], "ma_quy_cach", kind)
            wanted.append(Wanted(producer_id, size, row["cells"].get("ten_san_pham", "")))
    return wanted


def _run(row: Row, kind: Kind, people: People, now: datetime) -> Outcome:
    line = int(row["line"])
    try:
        with session.begin_nested():
            rules.refuse_formulas(row["formulas"], kind)
            actor, producer_id = people(row["cells"], kind)
            done = TAKE[kind](actor, producer_id, row["cells"], now)
    except DomainError as error:
        return Outcome(line, State.REFUSED, str(error.message))
    return Outcome(line, done.state, done.words, actor.name)


def is_writable(outcomes: Sequence[Outcome]) -> bool:
    """Whole or not at all: nothing is refused, and something would change."""
    states = {one.state for one in outcomes}
    return State.REFUSED not in states and bool(states & {State.NEW, State.CHANGED})


def keep(actor: Actor, owner: str, kind: Kind, data: bytes, rows: list[Row], now: datetime) -> int:
    """Keep rows that were tried until somebody says yes. Raises WrittenBefore for the same file."""
    digest = tried.digest_of(data)
    if tried.was_written(kind.value, owner, digest):
        raise WrittenBefore
    return tried.keep(actor, kind.value, owner, digest, {}, rows, now).id


def write(
    actor: Actor, tried_id: int, owner: str, kind: Kind, people: People, now: datetime
) -> list[Outcome]:
    """Do what was tried, all of it. Refused: NotFound, WrittenBefore, TriedTooLongAgo,
    StillRefused.
    """
    sheet = tried.take(actor, tried_id, kind.value, now)
    if sheet.owner != owner:
        raise NotFound
    rows = list(sheet.rows)
    tried.forget_rows(sheet)
    outcomes = run(rows, kind, people, now)
    if any(one.state == State.REFUSED for one in outcomes):
        raise StillRefused
    return outcomes
