"""Forms of deadlines."""

from wtforms import SelectChoice, SelectField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.forms import WholeNumberField as Whole
from catalog.kernel.i18n import lazy_
from storefront.deadlines.labels import WHAT
from storefront.deadlines.rules import LONGEST_HOURS, LONGEST_SOURCE


class DeadlineForm(HouseForm):
    """A new deadline for all sellers."""

    what = SelectField(
        lazy_("Thời hạn để"),
        choices=[SelectChoice(what.value, words) for what, words in WHAT.items()],
    )
    hours = Whole(lazy_("Bao nhiêu giờ"), least=1, most=LONGEST_HOURS)
    shelf_life_days = Whole(
        lazy_("Chỉ cho hàng giữ được nhiều nhất (ngày)"), least=0, most=3660, default=0
    )
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(LONGEST_SOURCE)])
