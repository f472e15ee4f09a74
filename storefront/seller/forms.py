"""Who works for the producer, and when its shop is closed."""

from wtforms import HiddenField, RadioField, SelectChoice
from wtforms.validators import AnyOf

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, PhoneField, TextField
from catalog.kernel.i18n import lazy_
from storefront.accounts.labels import MEMBER_ROLE
from storefront.accounts.rules import MEMBER_ROLES
from storefront.closures.rules import LONGEST_WORDS
from storefront.one_time_codes.forms import CodeForm, HiddenPhoneField

ROLES = [SelectChoice(role, MEMBER_ROLE[role]) for role in ("staff", "owner")]


class ClosingForm(HouseForm):
    """From when to when the shop is closed; the last day may be open."""

    from_day = DayField(lazy_("Nghỉ từ ngày"), [Filled()])
    to_day = DayField(lazy_("Đến hết ngày (để trống nếu chưa biết)"))
    words = TextField(lazy_("Nhắn người mua (không bắt buộc)"), [AtMost(LONGEST_WORDS)])


class JoinForm(CodeForm):
    """The code, typed by who is to work here, with what it agrees to."""

    phone = HiddenPhoneField(validators=[Filled()])
    role = HiddenField(validators=[Filled(), AnyOf(MEMBER_ROLES)])


class MemberForm(HouseForm):
    phone = PhoneField(lazy_("Số điện thoại của người đó"), [Filled()])
    role = RadioField(lazy_("Người đó là"), choices=ROLES, default="staff")
