"""Forms of the desk where money at partners is looked after."""

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_


class ConcludeForm(HouseForm):
    """What the partner's own pages say of a refund it did not answer for."""

    words = TextField(lazy_("Thấy gì trên trang của cổng"), [Filled(), AtMost(200)])


class SettleForm(HouseForm):
    """What a person found out about a complaint."""

    note = TextField(lazy_("Đã xem thế nào, ai chịu"), [Filled(), AtMost(300)])


class SentForm(HouseForm):
    """The bank's word for a transfer that was made."""

    bank_reference = TextField(lazy_("Mã giao dịch ngân hàng"), [Filled(), AtMost(60)])
