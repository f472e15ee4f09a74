"""What an operator says when a batch is stopped or let go."""

from wtforms import RadioField, SelectMultipleField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, LinesField, TextField
from catalog.kernel.i18n import lazy_


class StateForm(HouseForm):
    state = RadioField(lazy_("Trạng thái mới"))
    since = DayField(lazy_("Từ ngày"), [Filled()])
    reason = LinesField(lazy_("Lý do"), [Filled(), AtMost(500)])
    what_to_do = LinesField(lazy_("Người đang có hàng phải làm gì"), [AtMost(500)])
    contact = TextField(lazy_("Liên hệ"), [AtMost(200)])
    document = TextField(lazy_("Văn bản"), [AtMost(200)])


class ManyForm(StateForm):
    """The same said of several batches at once."""

    lo = SelectMultipleField(lazy_("Lô"), coerce=str, validate_choice=False)


class ReachForm(HouseForm):
    """What is suspected. A question, not a change: it needs no token."""

    class Meta(HouseForm.Meta):
        csrf = False

    vung = TextField(lazy_("Mã vùng trồng"), [AtMost(60)])
    chu_the = TextField(lazy_("Chủ thể"), [AtMost(120)])
    xa = TextField(lazy_("Xã, phường nơi làm"), [AtMost(120)])
    noi = TextField(lazy_("Xưởng, sân, nhà đóng gói"), [AtMost(120)])
    tu = DayField(lazy_("Từ ngày"))
    den = DayField(lazy_("Đến ngày"))


class FindForm(HouseForm):
    """A question, not a change: it needs no token."""

    class Meta(HouseForm.Meta):
        csrf = False

    ma = TextField(lazy_("Mã lô"), [AtMost(200)])
