"""Refusals of payments."""

from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import lazy_


class AlreadySettled(Conflict):
    message = lazy_("Khoản tiền này đã được ghi nhận rồi.")
