"""The refusals of notices."""

from catalog.kernel.errors import Conflict, NotFound
from catalog.kernel.i18n import lazy_


class NoSuchNotice(NotFound):
    message = lazy_("Không có tin báo này.")


class AlreadyTold(Conflict):
    message = lazy_("Khách này đã được báo rồi.")
