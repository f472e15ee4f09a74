"""Forms of orders."""

from wtforms import HiddenField, RadioField, SelectChoice, ValidationError

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField, PhoneField, TextField
from catalog.kernel.i18n import lazy_
from storefront.orders import labels
from storefront.orders.errors import ReasonMissing
from storefront.orders.rules import LONGEST_REASON, CancelReason


class FindForm(HouseForm):
    """The number of a purchase and the phone it was placed with."""

    number = TextField(lazy_("Mã đơn"), [Filled(), AtMost(40)])
    phone = PhoneField(lazy_("Số điện thoại đã đặt"), [Filled()])


class CancelForm(HouseForm):
    """The orders that were shown to go along; pressing the button is the answer."""

    others = HiddenField()

    def numbers(self) -> list[str]:
        """Theirs."""
        return (self.others.data or "").split()


class RefuseForm(HouseForm):
    """Why a seller does not take an order; the buyer reads it."""

    reason = RadioField(
        lazy_("Lý do"),
        [Filled()],
        choices=[SelectChoice(reason.value, label) for reason, label in labels.REASON.items()],
    )
    text = LinesField(lazy_("Nói thêm với người mua (không bắt buộc)"), [AtMost(LONGEST_REASON)])


class DeskCancelForm(HouseForm):
    """Why the operator calls an order off; buyer and seller read it."""

    reason = RadioField(
        lazy_("Lý do"),
        [Filled()],
        choices=[SelectChoice(one.value, label) for one, label in labels.CANCEL_REASON.items()],
    )
    text = LinesField(lazy_("Nói rõ cho người mua và người bán"), [AtMost(LONGEST_REASON)])

    def validate_text(self, field: LinesField) -> None:
        """A reason of one's own needs words."""
        if self.reason.data == CancelReason.ELSE and not field.data:
            raise ValidationError(str(ReasonMissing.message))
