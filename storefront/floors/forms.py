"""Forms of links to other floors."""

from wtforms import RadioField, SelectChoice, SelectField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from storefront.floors.labels import KIND
from storefront.floors.rules import LONGEST_REASON, Kind
from storefront.webhooks.rules import LONGEST_URL


class LinkForm(HouseForm):
    """Where, what it is, since when, and which goods."""

    address = TextField(lazy_("Địa chỉ trang bán"), [Filled(), AtMost(LONGEST_URL)])
    kind = RadioField(
        lazy_("Đó là"),
        choices=[SelectChoice(one.value, KIND[one]) for one in Kind],
        default=Kind.FLOOR.value,
    )
    since = DayField(lazy_("Bán ở đó từ ngày"), [Filled()])
    product = SelectField(lazy_("Bán sản phẩm nào"), validate_choice=True)


class RemoveForm(HouseForm):
    """Why an officer takes a link away."""

    reason = TextField(lazy_("Vì sao gỡ"), [Filled(), AtMost(LONGEST_REASON)])
