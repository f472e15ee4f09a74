"""Forms of the delivery price list, of cut-offs and regions, and of what sellers offer."""

from typing import Any

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
from catalog.places.forms import PlacePart
from catalog.places.models import Province
from catalog.products.labels import HOW_IT_TRAVELS
from catalog.products.rules import GoodsClass
from storefront.shipping import labels
from storefront.shipping.rules import (
    LARGEST_FEE,
    LARGEST_WEIGHT_G,
    LONGEST_DAYS,
    LONGEST_INSTRUCTIONS,
    LimitKind,
    Zone,
)

ZONES = [SelectChoice(zone.value, label) for zone, label in labels.ZONE.items()]
CLASSES = [SelectChoice(one.value, words) for one, words in HOW_IT_TRAVELS.items()]


class RateForm(HouseForm):
    """A new row: from its first day on it comes before the older ones."""

    zone = RadioField(
        lazy_("Vùng giao"),
        [Filled()],
        choices=ZONES,
        default=Zone.COUNTRY.value,
    )
    goods_class = RadioField(
        lazy_("Loại hàng"), [Filled()], choices=CLASSES, default=GoodsClass.DRY.value
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
    most_weight_g = WholeNumberField(
        lazy_("Nhận nặng nhất (gam)"), least=1, most=LARGEST_WEIGHT_G, default=30_000
    )
    days_from = WholeNumberField(lazy_("Giao nhanh nhất (ngày)"), least=0, most=LONGEST_DAYS)
    days_to = WholeNumberField(lazy_("Giao chậm nhất (ngày)"), least=0, most=LONGEST_DAYS)
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])

    def with_sellers(self, sellers: list[tuple[int, str]]) -> None:
        """Offer these sellers, and all of them at once."""
        named = [SelectChoice(str(seller_id), name) for seller_id, name in sellers]
        self.producer_id.choices = [SelectChoice("", _("Mọi người bán")), *named]


class PickupForm(HouseForm):
    """A place where buyers fetch their goods."""

    name = TextField(lazy_("Tên điểm lấy hàng"), [Filled(), AtMost(80)])
    address = TextField(lazy_("Địa chỉ"), [Filled(), AtMost(200)])
    instructions = LinesField(lazy_("Hướng dẫn đến lấy"), [Filled(), AtMost(LONGEST_INSTRUCTIONS)])
    days = WholeNumberField(lazy_("Sau mấy ngày có hàng"), least=0, most=LONGEST_DAYS, default=1)


class ClosePickupForm(HouseForm):
    """Nothing but the token."""


class LimitForm(HouseForm):
    """A cut-off for goods that spoil."""

    goods_class = RadioField(
        lazy_("Loại hàng"), [Filled()], choices=CLASSES, default=GoodsClass.FRESH.value
    )
    kind = RadioField(
        lazy_("Giới hạn"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in labels.LIMIT.items()],
    )
    zone = SelectField(lazy_("Vùng xa nhất còn gửi"), default="")
    weekday = SelectField(lazy_("Ngày trong tuần"), default="")
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = SelectChoice("", _("Không dùng"))
        self.zone.choices = [nothing, *ZONES]
        self.weekday.choices = [
            nothing,
            *(SelectChoice(str(number), words) for number, words in enumerate(labels.WEEKDAY)),
        ]

    @property
    def chosen_kind(self) -> LimitKind:
        return LimitKind(self.kind.data)


class RegionForm(HouseForm):
    """A province moves to a region from a day on."""

    province_code = SelectField(lazy_("Tỉnh, thành phố"))
    region = TextField(lazy_("Tên vùng"), [Filled(), AtMost(80)])
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])

    def with_provinces(self, provinces: list[Province]) -> None:
        """Offer these provinces."""
        self.province_code.choices = [SelectChoice(one.code, one.name) for one in provinces]


class OwnDeliveryForm(PlacePart, HouseForm):
    """A place where the seller brings the goods; without a commune the whole province."""

    commune_text = TextField(lazy_("Xã, phường (để trống là cả tỉnh)"), [AtMost(120)])
    fee = WholeNumberField(lazy_("Phí tự giao (đồng)"), least=0, most=LARGEST_FEE)
    days_from = WholeNumberField(lazy_("Giao nhanh nhất (ngày)"), least=0, most=LONGEST_DAYS)
    days_to = WholeNumberField(lazy_("Giao chậm nhất (ngày)"), least=0, most=LONGEST_DAYS)
