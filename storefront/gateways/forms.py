"""Forms of the desk where money at partners is looked after."""

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField, WholeNumberField
from catalog.kernel.i18n import lazy_

MOST = 999_999_999_999


class ConcludeForm(HouseForm):
    """What the partner's own pages say of a refund it did not answer for."""

    words = TextField(lazy_("Thấy gì trên trang của cổng"), [Filled(), AtMost(200)])


class SettleForm(HouseForm):
    """What a person found out about a complaint."""

    note = TextField(lazy_("Đã xem thế nào, ai chịu"), [Filled(), AtMost(300)])


class BankPaidForm(HouseForm):
    """That nothing is to be sent: a card holder's bank has paid all of it."""

    to_send = WholeNumberField("", least=0, most=MOST)


class SentForm(BankPaidForm):
    """The bank's word for a transfer that was made, and how much the page said it is."""

    bank_reference = TextField(lazy_("Mã giao dịch ngân hàng"), [Filled(), AtMost(60)])
