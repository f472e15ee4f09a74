"""Reads of scan counts and problem reports."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select

from catalog.kernel import codes
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.scans.models import ProblemReport, ScanCount
from traceability.scans.rules import GRAVE, CaseState


def count_scans(code: str, first: date, last: date) -> int:
    """How often the page of a batch was opened from the first day to the last."""
    return (
        session.scalar(
            select(func.sum(ScanCount.count)).where(
                ScanCount.code == code, ScanCount.day.between(first, last)
            )
        )
        or 0
    )


def list_daily_scans(code: str, first: date, last: date) -> list[tuple[date, int]]:
    """The days on which the page was opened, in order, and how often."""
    rows = session.execute(
        select(ScanCount.day, ScanCount.count)
        .where(ScanCount.code == code, ScanCount.day.between(first, last))
        .order_by(ScanCount.day)
    )
    return [(day, count) for day, count in rows]


def list_problems(page: int, per_page: int) -> tuple[Sequence[ProblemReport], int]:
    """One page of all reports and how many there are: open ones first, grave ones before others."""
    total = session.scalar(select(func.count()).select_from(ProblemReport)) or 0
    rows = session.scalars(
        select(ProblemReport)
        .order_by(
            case((ProblemReport.state == CaseState.CLOSED, 1), else_=0),
            case((ProblemReport.kind.in_(GRAVE), 0), else_=1),
            ProblemReport.created_at.desc(),
            ProblemReport.id.desc(),
        )
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return rows.all(), total


def count_open_problems() -> int:
    query = (
        select(func.count())
        .select_from(ProblemReport)
        .where(ProblemReport.state != CaseState.CLOSED)
    )
    return session.scalar(query) or 0


def get_problem_by_number(typed: str) -> ProblemReport:
    """The report with this number, look-alikes forgiven; or NotFound."""
    number = codes.canonical(typed)
    row = session.scalar(select(ProblemReport).where(ProblemReport.number == number))
    if row is None:
        raise NotFound
    return row


def get_problem(problem_id: int) -> ProblemReport:
    if (row := session.get(ProblemReport, problem_id)) is None:
        raise NotFound
    return row
