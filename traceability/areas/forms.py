"""What an officer enters about a code."""

from wtforms import RadioField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_


class StatusForm(HouseForm):
    state = RadioField(lazy_("Tình trạng mới"))
    since = DayField(lazy_("Có hiệu lực từ ngày"), [Filled()])
    until = DayField(lazy_("Đến hết ngày"))
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])
