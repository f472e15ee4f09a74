"""Refusals of the journal, and faults of entries."""

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class BadEntry(ValueError):
    """Lines that are no entry, or a document that says something else than before.

    A fault of ours, not of a person: it stops the transaction.
    """


class MoreThanThere(DomainError):
    message = lazy_("Nhiều hơn số tiền đang ở bên đó. Hãy xem lại sao kê.")


class ReferenceTaken(DomainError):
    message = lazy_(
        "Mã giao dịch này đã ghi với số tiền khác. Hãy xem lại số tiền và mã trên sao kê."
    )
