"""The refusals of problem reports."""

from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import lazy_


class AlreadyTaken(Conflict):
    message = lazy_("Báo cáo này đã có người nhận xem.")


class AlreadyClosed(Conflict):
    message = lazy_("Báo cáo này đã được người khác đóng.")
