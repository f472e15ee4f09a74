"""Writes of problem reports: handed in without an account, answered by an operator."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update

from catalog.kernel import audit, codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.batches.models import Batch
from traceability.batches.rules import as_printed
from traceability.scans import errors
from traceability.scans.models import ProblemReport
from traceability.scans.rules import LONGEST_CODE, CaseState, Outcome, ProblemKind

"""So long after a case is closed its contact and photo may still be needed."""


@dataclass(frozen=True)
class NewProblem:
    """What a buyer says. `code` is kept as typed, also when nobody registered it."""

    code: str
    kind: ProblemKind
    text: str
    contact: str | None = None
    picture: str | None = None


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
        picture=given.picture,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def take(actor: Actor, problem_id: int, now: datetime) -> ProblemReport:
    """Say who looks into a report; only one does."""
    row = _locked(problem_id)
    if row.state != CaseState.OPEN:
        raise errors.AlreadyTaken
    row.state, row.taken_by, row.taken_at = CaseState.LOOKING, actor.name, now
    audit.record(actor, "scans.take", row, f"Nhận xem báo cáo {row.number}.")
    return row


def close(
    actor: Actor, problem_id: int, outcome: Outcome, answer: str, now: datetime
) -> ProblemReport:
    """Write down what came of a report and what was done. It stays; it is closed once."""
    row = _locked(problem_id)
    if row.state == CaseState.CLOSED:
        raise errors.AlreadyClosed
    row.state, row.outcome, row.answer, row.closed_at = CaseState.CLOSED, outcome, answer, now
    audit.record(actor, "scans.answer", row, f"Đóng báo cáo {row.number}: {answer}")
    return row


def forget_closed_before(moment: datetime) -> list[str]:
    """Of reports closed before then, let go of contact and photo; the digests of the photos."""
    old = (
        ProblemReport.closed_at < moment,
        or_(ProblemReport.contact.is_not(None), ProblemReport.picture.is_not(None)),
    )
    digests = session.scalars(select(ProblemReport.picture).where(*old)).all()
    session.execute(update(ProblemReport).where(*old).values(contact=None, picture=None))
    kept = session.scalars(select(ProblemReport.picture).where(ProblemReport.picture.in_(digests)))
    return sorted({digest for digest in digests if digest} - set(kept))


def _locked(problem_id: int) -> ProblemReport:
    row = session.scalar(
        select(ProblemReport).where(ProblemReport.id == problem_id).with_for_update()
    )
    if row is None:
        raise NotFound
    return row


def _free_number() -> str:
    """A number such as B-7K2M4-Q, drawn again in the rare case that it is taken."""
    while True:
        number = codes.with_check(f"B-{codes.random_body(5)}-")
        if session.scalar(select(ProblemReport.id).where(ProblemReport.number == number)) is None:
            return number
