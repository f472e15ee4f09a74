"""The form of a holiday."""

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_


class HolidayForm(HouseForm):
    """One day off and where it is written."""

    day = DayField(lazy_("Ngày nghỉ"), [Filled()])
    name = TextField(lazy_("Tên ngày lễ"), [Filled(), AtMost(80)])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])
