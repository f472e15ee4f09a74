"""What a helper asks to be allowed, and the household's code."""

from wtforms import HiddenField, RadioField, SelectChoice

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from storefront.assistance import rules
from storefront.assistance.labels import HOW, SCOPE
from storefront.assistance.rules import How, Scope
from storefront.one_time_codes.forms import CodeForm


class ConsentForm(HouseForm):
    scope = RadioField(
        lazy_("Hộ cho làm thay việc gì"),
        choices=[SelectChoice(one.value, SCOPE[one]) for one in Scope],
        default=Scope.ALL.value,
    )
    first = DayField(lazy_("Từ ngày"), [Filled()])
    last = DayField(lazy_("Đến hết ngày"), [Filled()])
    how = RadioField(
        lazy_("Hộ đồng ý bằng cách nào"),
        choices=[SelectChoice(one.value, HOW[one]) for one in How],
        default=How.PAPER.value,
    )
    note = TextField(lazy_("Giấy đã xem (nếu có)"), [AtMost(rules.LONGEST_NOTE)])


class GivenForm(CodeForm):
    """The code of the household, with what it agrees to."""

    scope = HiddenField(validators=[Filled()])
    first = HiddenField(validators=[Filled()])
    last = HiddenField(validators=[Filled()])
