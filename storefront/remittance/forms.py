"""Forms of statements."""

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, LinesField, TextField
from catalog.kernel.i18n import lazy_
from storefront.remittance import labels
from storefront.remittance.rules import LONGEST_NOTE, Outcome
from storefront.shipping.labels import CARRIER


class StatementForm(HouseForm):
    """A carrier's statement with its number and the last day it covers."""

    carrier = RadioField(
        lazy_("Bên giao hàng"),
        [Filled()],
        choices=[SelectChoice(one.value, label) for one, label in CARRIER.items()],
    )
    number = TextField(lazy_("Số bảng kê"), [Filled(), AtMost(40)])
    until = DayField(lazy_("Kê các kiện phát đến hết ngày"), [Filled()])
    file = FileField(lazy_("Tệp CSV"), [FileRequired(lazy_("Hãy chọn một tệp."))])


class ResolveForm(HouseForm):
    """How a difference ended."""

    outcome = RadioField(
        lazy_("Đã xử lý thế nào"),
        [Filled()],
        choices=[
            SelectChoice(one.value, label)
            for one, label in labels.OUTCOME.items()
            if one != Outcome.IN_STATEMENT
        ],
    )
    note = LinesField(lazy_("Ghi rõ, kèm số chứng từ"), [Filled(), AtMost(LONGEST_NOTE)])
