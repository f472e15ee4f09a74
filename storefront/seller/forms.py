"""Who works for the producer."""

from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import Filled, HouseForm, PhoneField
from catalog.kernel.i18n import lazy_
from storefront.accounts.labels import MEMBER_ROLE

ROLES = [SelectChoice(role, MEMBER_ROLE[role]) for role in ("staff", "owner")]


class MemberForm(HouseForm):
    phone = PhoneField(lazy_("Số điện thoại của người đó"), [Filled()])
    role = RadioField(lazy_("Người đó là"), choices=ROLES, default="staff")
