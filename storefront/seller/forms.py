"""Who works for the producer."""

from wtforms import RadioField

from catalog.kernel.forms import Filled, HouseForm, PhoneField
from catalog.kernel.i18n import lazy_
from storefront.accounts.labels import MEMBER_ROLE


class MemberForm(HouseForm):
    phone = PhoneField(lazy_("Số điện thoại của người đó"), [Filled()])
    role = RadioField(lazy_("Người đó là"), choices=[*MEMBER_ROLE.items()][::-1], default="staff")
