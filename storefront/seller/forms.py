"""Who works for the producer, and when its shop is closed."""

from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, PhoneField, TextField
from catalog.kernel.i18n import lazy_
from storefront.accounts.labels import MEMBER_ROLE
from storefront.closures.rules import LONGEST_WORDS

ROLES = [SelectChoice(role, MEMBER_ROLE[role]) for role in ("staff", "owner")]


class ClosingForm(HouseForm):
    """From when to when the shop is closed; the last day may be open."""

    from_day = DayField(lazy_("Nghỉ từ ngày"), [Filled()])
    to_day = DayField(lazy_("Đến hết ngày (để trống nếu chưa biết)"))
    words = TextField(lazy_("Nhắn người mua (không bắt buộc)"), [AtMost(LONGEST_WORDS)])


class MemberForm(HouseForm):
    phone = PhoneField(lazy_("Số điện thoại của người đó"), [Filled()])
    role = RadioField(lazy_("Người đó là"), choices=ROLES, default="staff")
