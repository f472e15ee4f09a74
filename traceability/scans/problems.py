"""Writes of problem reports: handed in without an account, answered by an operator."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from catalog.kernel import audit, codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.batches.models import Batch
from traceability.batches.rules import as_printed
from traceability.scans import errors
from traceability.scans.models import ProblemReport
from traceability.scans.rules import LONGEST_CODE, ProblemKind


@dataclass(frozen=True)
class NewProblem:
    """What a buyer says. `code` is kept as typed, also when nobody registered it."""

    code: str
    kind: ProblemKind
    text: str
    contact: str | None = None


def report(given: NewProblem, now: datetime) -> ProblemReport:
    """Keep a report under a number its writer can name."""
    printed = as_printed(given.code)[:LONGEST_CODE]
    row = ProblemReport(
        number=_free_number(),
        code=printed,
        batch_id=session.scalar(select(Batch.id).where(Batch.code == printed)),
        kind=given.kind,
        text=given.text,
        contact=given.contact,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def close(actor: Actor, problem_id: int, answer: str, now: datetime) -> ProblemReport:
    """Write down what was done about a report. It stays; it is closed once."""
    row = session.scalar(
        select(ProblemReport).where(ProblemReport.id == problem_id).with_for_update()
    )
    if row is None:
        raise NotFound
    if row.state == "closed":
        raise errors.AlreadyClosed
    row.state, row.answer, row.closed_at = "closed", answer, now
    audit.record(actor, "scans.answer", row, f"Đóng báo cáo {row.number}: {answer}")
    return row


def _free_number() -> str:
    """A number such as B-7K2M4-Q, drawn again in the rare case that it is taken."""
    while True:
        number = codes.with_check(f"B-{codes.random_body(5)}-")
        if session.scalar(select(ProblemReport.id).where(ProblemReport.number == number)) is None:
            return number
