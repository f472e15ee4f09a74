"""What officers and producers enter about yields and seasons."""

from wtforms import SelectChoice, SelectField

from catalog.kernel.forms import (
    AmountField,
    AtMost,
    DayField,
    Filled,
    HouseForm,
    LinesField,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import lazy_
from traceability.balance.rules import MOST_PERCENT, WEIGHTS


class CapForm(HouseForm):
    """What a hectare usually yields at most, with the document that says so."""

    crop = TextField(lazy_("Cây trồng, vật nuôi"), [Filled(), AtMost(80)])
    season = TextField(lazy_("Mùa vụ"), [Filled(), AtMost(80)])
    first_day = DayField(lazy_("Thu hoạch từ ngày"), [Filled()])
    last_day = DayField(lazy_("Đến hết ngày"), [Filled()])
    amount = AmountField(lazy_("Nhiều nhất thường thấy, trên một ha"), [Filled()], places=3)
    unit = SelectField(
        lazy_("Đơn vị"), choices=[SelectChoice(one, one) for one in WEIGHTS], default="tạ"
    )
    source = TextField(lazy_("Theo văn bản, tài liệu"), [Filled(), AtMost(200)])


class WithdrawForm(HouseForm):
    why = TextField(lazy_("Vì sao rút"), [Filled(), AtMost(200)])


class ToleranceForm(HouseForm):
    percent = WholeNumberField(lazy_("Chênh cho phép (phần trăm)"), least=0, most=MOST_PERCENT)
    since = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản, tài liệu"), [Filled(), AtMost(200)])


class RemarkForm(HouseForm):
    text = LinesField(lazy_("Nội dung"), [Filled(), AtMost(2000)])
