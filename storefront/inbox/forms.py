"""Forms of the desk where money is matched."""

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField, WholeNumberField
from catalog.kernel.i18n import lazy_


class ApplyForm(HouseForm):
    """Which purchase the money is for."""

    number = TextField(lazy_("Mã đơn"), [Filled(), AtMost(40)])


class NoteForm(HouseForm):
    """Why money is sent back or set aside."""

    note = TextField(lazy_("Vì sao"), [Filled(), AtMost(300)])


class DoneForm(HouseForm):
    """What a person did about money that is not ours to match."""

    note = TextField(lazy_("Đã làm gì"), [Filled(), AtMost(300)])


class EnterForm(HouseForm):
    """Money seen on the account that no message told of."""

    bank_reference = TextField(lazy_("Mã giao dịch ngân hàng"), [Filled(), AtMost(60)])
    amount = WholeNumberField(lazy_("Số tiền (đồng)"), least=1, most=9_999_999_999)
    text = TextField(lazy_("Nội dung chuyển khoản"), [Filled(), AtMost(300)])
    day = DayField(lazy_("Ngày tiền vào"), [Filled()])
