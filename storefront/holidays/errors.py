"""Refusals of holidays."""

from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import lazy_


class HolidayKnown(Conflict):
    message = lazy_("Ngày này đã có trong danh sách ngày lễ.")
