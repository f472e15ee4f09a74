"""Forms of the delivery price list."""

from wtforms import RadioField, SelectChoice, SelectField

from catalog.kernel.forms import (
    AtMost,
    DayField,
    Filled,
    HouseForm,
    LinesField,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import _, lazy_
from storefront.shipping import labels
from storefront.shipping.rules import (
    LARGEST_FEE,
    LARGEST_WEIGHT_G,
    LONGEST_DAYS,
    LONGEST_INSTRUCTIONS,
    Zone,
)


class RateForm(HouseForm):
    """A new row: from its first day on it comes before the older ones."""

    zone = RadioField(
        lazy_("Vùng giao"),
        [Filled()],
        choices=[SelectChoice(zone.value, label) for zone, label in labels.ZONE.items()],
        default=Zone.COUNTRY.value,
    )
    producer_id = SelectField(lazy_("Áp dụng cho"), default="")
    base_weight_g = WholeNumberField(
        lazy_("Khối lượng đầu (gam)"), least=1, most=LARGEST_WEIGHT_G, default=1000
    )
    base_fee = WholeNumberField(lazy_("Giá khối lượng đầu (đồng)"), least=0, most=LARGEST_FEE)
    step_weight_g = WholeNumberField(
        lazy_("Mỗi nấc thêm (gam)"), least=1, most=LARGEST_WEIGHT_G, default=500
    )
    step_fee = WholeNumberField(lazy_("Giá mỗi nấc (đồng)"), least=0, most=LARGEST_FEE)
    days_from = WholeNumberField(lazy_("Giao nhanh nhất (ngày)"), least=0, most=LONGEST_DAYS)
    days_to = WholeNumberField(lazy_("Giao chậm nhất (ngày)"), least=0, most=LONGEST_DAYS)
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])

    def with_sellers(self, sellers: list[tuple[int, str]]) -> None:
        """Offer these sellers, and all of them at once."""
        named = [SelectChoice(str(seller_id), name) for seller_id, name in sellers]
        self.producer_id.choices = [SelectChoice("", _("Mọi người bán")), *named]


class CloseForm(HouseForm):
    """The last day on which a row counts."""

    last_day = DayField(lazy_("Ngày cuối"), [Filled()])


class PickupForm(HouseForm):
    """A place where buyers fetch their goods."""

    name = TextField(lazy_("Tên điểm lấy hàng"), [Filled(), AtMost(80)])
    address = TextField(lazy_("Địa chỉ"), [Filled(), AtMost(200)])
    instructions = LinesField(lazy_("Hướng dẫn đến lấy"), [Filled(), AtMost(LONGEST_INSTRUCTIONS)])
    days = WholeNumberField(lazy_("Sau mấy ngày có hàng"), least=0, most=LONGEST_DAYS, default=1)


class ClosePickupForm(HouseForm):
    """Nothing but the token."""
