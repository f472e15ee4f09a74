"""Forms of amendments. What is taken out of each line is read by `rules.read_units`."""

from wtforms import HiddenField, RadioField, SelectChoice, ValidationError
from wtforms.validators import Regexp

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField, PhoneField, TextField
from catalog.kernel.i18n import lazy_
from storefront.amendments.rules import LONGEST_REASON, Field
from storefront.checkout.forms import fresh_key
from storefront.checkout.rules import LONGEST_NOTE
from storefront.orders import labels
from storefront.orders.errors import ReasonMissing
from storefront.orders.models import OrderGroup
from storefront.orders.rules import CancelReason


class CutForm(HouseForm):
    """A buyer takes units out and owes nobody a reason."""

    key = HiddenField(
        validators=[Regexp(r"[A-Za-z0-9_-]{16,64}\Z", message=lazy_("Hãy tải lại trang."))],
        default=fresh_key,
    )

    def why(self) -> str | None:
        """The reason as it is kept, or None."""
        return None


class AddForm(HouseForm):
    """What is added is read by `rules.read_units`; `key` and `seal` come back as they were sent."""

    key = HiddenField(
        validators=[Regexp(r"[A-Za-z0-9_-]{16,64}\Z", message=lazy_("Hãy tải lại trang."))],
        default=fresh_key,
    )
    seal = HiddenField()


class SellerCutForm(CutForm):
    """A seller says why; the buyer reads it."""

    reason = RadioField(
        lazy_("Lý do"),
        [Filled()],
        choices=[SelectChoice(one.value, label) for one, label in labels.REASON.items()],
    )
    text = LinesField(lazy_("Nói thêm với người mua (không bắt buộc)"), [AtMost(LONGEST_REASON)])

    def why(self) -> str | None:
        """A word of the list, and what was added to it."""
        return f"{self.reason.data}: {self.text.data}" if self.text.data else self.reason.data


class DeskCutForm(SellerCutForm):
    """An operator says why; buyer and seller read it."""

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


class CorrectForm(HouseForm):
    """Where a purchase goes, within its commune: as it is now, to be corrected."""

    phone = PhoneField(lazy_("Số điện thoại"), [Filled()])
    buyer_name = TextField(lazy_("Tên người nhận"), [Filled(), AtMost(80)])
    street = TextField(lazy_("Số nhà, đường, thôn, ấp"), [Filled(), AtMost(200)])
    note = LinesField(lazy_("Lời nhắn cho người bán (không bắt buộc)"), [AtMost(LONGEST_NOTE)])

    @classmethod
    def of(cls, group: OrderGroup) -> "CorrectForm":
        """The form filled with what the purchase says."""
        return cls(**{one.value: getattr(group, one) for one in Field})

    def given(self) -> dict[Field, str | None]:
        """What was typed, by field; an empty note is none."""
        return {one: self[one.value].data or None for one in Field}
