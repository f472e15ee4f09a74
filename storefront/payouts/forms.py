"""Forms of payouts and of sellers' accounts."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField, SelectChoice, SelectField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField, WholeNumberField
from catalog.kernel.i18n import _, lazy_
from storefront.payments.vietqr.banks import list_banks
from storefront.payouts import rules


class BatchForm(HouseForm):
    """Pay what was earned up to this day; `key` makes one batch of one form."""

    until = DayField(lazy_("Chi các khoản đến hết ngày"), [Filled()])
    key = HiddenField()


class PaidForm(HouseForm):
    """What the bank calls the transfer."""

    bank_reference = TextField(
        lazy_("Mã giao dịch ngân hàng"), [Filled(), AtMost(rules.LONGEST_REFERENCE)]
    )


class FailedForm(HouseForm):
    """Why the bank sent it back."""

    reason = TextField(lazy_("Vì sao không chi được"), [Filled(), AtMost(rules.LONGEST_REASON)])


class PayInForm(HouseForm):
    """What a seller paid into the platform's account."""

    producer_id = SelectField(lazy_("Người bán"), [Filled()])
    amount = WholeNumberField(lazy_("Số tiền (đồng)"), least=1, most=rules.LARGEST_PAY_IN)
    bank_reference = TextField(
        lazy_("Mã giao dịch ngân hàng"), [Filled(), AtMost(rules.LONGEST_REFERENCE)]
    )

    def with_sellers(self, sellers: list[tuple[int, str]]) -> None:
        """Offer these sellers."""
        self.producer_id.choices = [SelectChoice(str(number), name) for number, name in sellers]


class CodeForm(HouseForm):
    """The seller's own VietQR code: its text, or a picture of it."""

    ma = TextField(lazy_("Hoặc dán chữ của mã"), [AtMost(512)])
    picture = FileField(lazy_("Hoặc gửi ảnh chụp màn hình có mã"))


class AccountForm(HouseForm):
    """Where a seller wants to be paid."""

    bank = SelectField(lazy_("Ngân hàng"), [Filled()])
    account = TextField(lazy_("Số tài khoản"), [Filled(), AtMost(40)])
    holder = TextField(lazy_("Chủ tài khoản"), [Filled(), AtMost(rules.LONGEST_HOLDER)])
    tiep = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [
            SelectChoice(bank.bin, f"{bank.short_name} – {bank.name}")
            for bank in list_banks()
            if bank.can_receive and not bank.is_former
        ]
        self.bank.choices = [SelectChoice("", _("Chọn ngân hàng")), *named]
