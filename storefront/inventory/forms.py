"""Forms of the stock room."""

from wtforms import HiddenField, RadioField, SelectChoice, SelectField

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField, WholeNumberField
from catalog.kernel.i18n import lazy_
from storefront.inventory import labels
from storefront.inventory.rules import MOST_UNITS, UNDONE, AdjustReason


class CountForm(HouseForm):
    """How many are really there, and why that differs; `seen` is the number that was shown."""

    counted = WholeNumberField(lazy_("Đếm được"), least=0, most=MOST_UNITS)
    reason = RadioField(
        lazy_("Vì sao khác sổ"),
        [Filled()],
        choices=[
            SelectChoice(reason.value, label)
            for reason, label in labels.REASON.items()
            if reason not in UNDONE
        ],
        default=AdjustReason.COUNTED.value,
    )
    note = TextField(lazy_("Ghi thêm (không bắt buộc)"), [AtMost(200)])
    seen = HiddenField()


class ReceiveForm(HouseForm):
    """Which packed batch of which size comes in, and how many units."""

    goods = SelectField(lazy_("Hàng và lô"), [Filled()], validate_choice=False)
    quantity = WholeNumberField(lazy_("Số lượng nhập"), least=1, most=MOST_UNITS)
