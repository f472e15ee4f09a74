"""Dated rows: what counts from a day on. A row is ended, never changed back or deleted. Pure."""

from datetime import date

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class AlreadyEnded(Conflict):
    message = lazy_("Dòng này đã đóng.")


class EndsBeforeItBegins(DomainError):
    message = lazy_("Ngày cuối không thể trước ngày bắt đầu.")


def last_day(wanted: date, *, begins: date, ended: date | None) -> date:
    """The last day on which a row is to count, as wanted.

    Raises AlreadyEnded for a row that has one, EndsBeforeItBegins for one it could not have.
    """
    if ended is not None:
        raise AlreadyEnded
    if wanted < begins:
        raise EndsBeforeItBegins
    return wanted
