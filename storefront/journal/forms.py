"""Forms of the journal."""

from wtforms import SelectChoice, SelectField

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField, WholeNumberField
from catalog.kernel.i18n import lazy_
from catalog.kernel.money import format_dong
from storefront.journal.rules import LARGEST_SETTLEMENT, LONGEST_REFERENCE


class SettleForm(HouseForm):
    """Money of a partner that is in the platform's bank account now."""

    partner = SelectField(lazy_("Từ đâu"), [Filled()])
    amount = WholeNumberField(lazy_("Số tiền (đồng)"), least=1, most=LARGEST_SETTLEMENT)
    bank_reference = TextField(
        lazy_("Mã giao dịch ngân hàng"), [Filled(), AtMost(LONGEST_REFERENCE)]
    )

    def with_partners(self, balances: dict[str, int]) -> None:
        """Offer the partners that hold money, with how much."""
        self.partner.choices = [
            SelectChoice(name, f"{name}: {format_dong(amount)}")
            for name, amount in balances.items()
            if amount > 0
        ]
