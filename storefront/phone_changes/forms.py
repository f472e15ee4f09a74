"""Shapes of what is entered about numbers."""

from wtforms import PasswordField, RadioField, SelectChoice

from catalog.kernel.forms import AtMost, Filled, HouseForm, PhoneField, TextField
from catalog.kernel.i18n import lazy_
from storefront.accounts.rules import LONGEST_PASSWORD
from storefront.one_time_codes.forms import CodeForm, HiddenPhoneField
from storefront.phone_changes import rules
from storefront.phone_changes.labels import SEEN
from storefront.phone_changes.rules import Seen


class NumberForm(HouseForm):
    phone = PhoneField(lazy_("Số điện thoại mới"), [Filled()])
    current = PasswordField(lazy_("Mật khẩu hiện tại"), [Filled(), AtMost(LONGEST_PASSWORD)])


class ComeBackForm(HouseForm):
    phone = PhoneField(lazy_("Số điện thoại mới"), [Filled()])


class ShownForm(CodeForm):
    """The code, with the number it went to and is bound to."""

    phone = HiddenPhoneField(validators=[Filled()])


class LostForm(HouseForm):
    phone = PhoneField(lazy_("Số điện thoại mới"), [Filled()])
    seen = RadioField(
        lazy_("Biết đúng người bằng cách nào"),
        choices=[SelectChoice(one.value, SEEN[one]) for one in Seen],
        default=Seen.PAPER.value,
    )
    note = TextField(lazy_("Lý do, và ai làm chứng"), [Filled(), AtMost(rules.LONGEST_NOTE)])
