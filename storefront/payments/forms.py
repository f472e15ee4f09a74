"""Forms of the receiving accounts."""

from wtforms import SelectChoice, SelectField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, LinesField, TextField
from catalog.kernel.i18n import _, lazy_
from storefront.payments.vietqr import banks


class AccountForm(HouseForm):
    """An account: its bank's own QR code read by a phone, or bank and number typed."""

    code = LinesField(lazy_("Nội dung mã QR của ngân hàng (không bắt buộc)"), [AtMost(512)])
    bin = SelectField(lazy_("Ngân hàng"), default="")
    account = TextField(lazy_("Số tài khoản"), [AtMost(19)])
    holder = TextField(lazy_("Chủ tài khoản, như ngân hàng ghi"), [Filled(), AtMost(80)])
    since = DayField(lazy_("Dùng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])

    def with_banks(self) -> None:
        """Offer the banks that can receive today."""
        named = [
            SelectChoice(bank.bin, f"{bank.short_name} – {bank.name}")
            for bank in banks.list_receiving()
        ]
        self.bin.choices = [SelectChoice("", _("Chọn ngân hàng")), *named]
