"""Writes of statements: taken in whole, once; differences are resolved once, by a person."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from storefront.remittance import errors, queries, rules
from storefront.remittance.models import CodDifference, CodLine, CodStatement
from storefront.remittance.rules import Difference, Outcome
from storefront.shipping.carrying import Carrier, read_tracking_number
from storefront.shipping.sheets import read_rows

COLUMNS = ("ma_van_don", "tien_thu_ho")


@dataclass(frozen=True)
class Result:
    """What came of a statement. `is_known`: it was entered before, nothing changed."""

    is_known: bool
    lines: int = 0
    differences: int = 0


@dataclass(frozen=True)
class Sent:
    """A statement as it came."""

    carrier: Carrier
    number: str
    until: date
    data: bytes


def take_in(sent: Sent, actor: Actor, now: datetime) -> Result:
    """Take a statement in and open what does not fit; no money is moved.

    The same file again changes nothing. Raises UnreadableLines with every line that cannot be
    read, OtherStatement for another file under a known number, and the refusals of `read_rows`.
    """
    rows = _read(sent.data)
    digest = hashlib.sha256(repr([pair for _, *pair in rows]).encode()).hexdigest()
    statement = CodStatement(
        carrier=sent.carrier.value,
        number=sent.number,
        until=sent.until,
        digest=digest,
        entered_by=actor.name,
        entered_at=now,
    )
    try:
        with session.begin_nested():  # of two at once the unique number lets one through
            session.add(statement)
    except IntegrityError:
        known = queries.find_statement(sent.carrier, sent.number)
        if known is None or known.digest != digest:
            raise errors.OtherStatement from None
        return Result(is_known=True)
    opened = _enter(statement, sent.carrier, rows, now) + _miss(sent, now)
    sentence = f"Nhập bảng kê thu hộ {sent.number}: {len(rows)} dòng, {opened} chênh lệch."
    audit.record(actor, "remittance.enter", statement, sentence)
    return Result(is_known=False, lines=len(rows), differences=opened)


def _read(data: bytes) -> list[tuple[int, str, int]]:
    """Line, tracking number and đồng of every row."""
    read: list[tuple[int, str, int]] = []
    bad: list[tuple[int, str]] = []
    for line, row in read_rows(data, COLUMNS):
        number = read_tracking_number(row["ma_van_don"])
        amount = rules.read_amount(row["tien_thu_ho"])
        if number is None:
            bad.append((line, row["ma_van_don"][:40]))
        elif amount is None:
            bad.append((line, row["tien_thu_ho"][:40]))
        else:
            read.append((line, number, amount))
    if bad:
        raise errors.UnreadableLines(bad)
    if not read:
        raise errors.EmptyStatement
    return read


def _enter(
    statement: CodStatement, carrier: Carrier, rows: list[tuple[int, str, int]], now: datetime
) -> int:
    numbers = [number for _, number, _ in rows]
    expected = queries.expected_of(carrier, numbers)
    stated = queries.list_stated(carrier, numbers)
    opened = 0
    for line, number, amount in rows:
        one = expected.get(number)
        due = one.amount if one else None
        wrong = rules.judge(due, amount, stood_before=number in stated)
        if wrong:
            session.add(
                CodDifference(
                    kind=wrong.value,
                    carrier=carrier.value,
                    tracking_number=number,
                    cause=f"{statement.number}:{line}",
                    order_number=one.order_number if one else None,
                    expected=due,
                    stated=amount,
                    opened_at=now,
                )
            )
            opened += 1
        session.add(
            CodLine(
                statement_id=statement.id,
                line=line,
                carrier=carrier.value,
                tracking_number=number,
                amount=amount,
            )
        )
        stated.add(number)
    session.flush()
    _found(carrier, numbers, statement.number, now)
    return opened


def _found(carrier: Carrier, numbers: list[str], statement: str, now: datetime) -> None:
    """What was missing and now stands in a statement is missing no more."""
    session.execute(
        update(CodDifference)
        .where(
            CodDifference.kind == Difference.MISSING.value,
            CodDifference.carrier == carrier.value,
            CodDifference.tracking_number.in_(numbers),
            CodDifference.resolved_at.is_(None),
        )
        .values(outcome=Outcome.IN_STATEMENT.value, note=statement, resolved_by="", resolved_at=now)
        .execution_options(synchronize_session=False)
    )


def _miss(sent: Sent, now: datetime) -> int:
    """Open what was delivered in the time of this statement and stands in none, each once."""
    numbers = queries.list_delivered(sent.carrier, sent.until)
    opened = 0
    for number, one in sorted(queries.expected_of(sent.carrier, numbers).items()):
        if not one.amount:
            continue
        row = CodDifference(
            kind=Difference.MISSING.value,
            carrier=sent.carrier.value,
            tracking_number=number,
            cause="",
            order_number=one.order_number,
            expected=one.amount,
            opened_at=now,
        )
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # open or resolved already
            continue
        opened += 1
    return opened


def resolve(
    actor: Actor, difference_id: int, outcome: Outcome, note: str, now: datetime
) -> CodDifference:
    """Say how a difference ended. Of two who do so at once the second gets AlreadyResolved."""
    found = queries.get_difference(difference_id)
    done = session.execute(
        update(CodDifference)
        .where(CodDifference.id == difference_id, CodDifference.resolved_at.is_(None))
        .values(outcome=outcome.value, note=note, resolved_by=actor.name, resolved_at=now)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(done) != 1:
        raise errors.AlreadyResolved
    session.refresh(found)
    sentence = f"Thu hộ {found.tracking_number}, {found.kind}: {outcome.value}. {note}"
    audit.record(actor, "remittance.resolve", found, sentence)
    return found
