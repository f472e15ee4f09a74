"""Reads of scan counts and problem reports."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.scans.models import ProblemReport, ScanCount


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
    """One page of all reports, open ones first, newest first, and how many there are."""
    total = session.scalar(select(func.count()).select_from(ProblemReport)) or 0
    rows = session.scalars(
        select(ProblemReport)
        .order_by(
            ProblemReport.state.desc(), ProblemReport.created_at.desc(), ProblemReport.id.desc()
        )
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return rows.all(), total


def count_open_problems() -> int:
    query = select(func.count()).select_from(ProblemReport).where(ProblemReport.state == "open")
    return session.scalar(query) or 0


def get_problem(problem_id: int) -> ProblemReport:
    if (row := session.get(ProblemReport, problem_id)) is None:
        raise NotFound
    return row
