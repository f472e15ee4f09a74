"""Forms of listing."""

from typing import Any

from wtforms import (
    FileField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import StopValidation

from catalog.kernel.forms import (
    AtMost,
    DayField,
    Filled,
    HouseForm,
    MoneyField,
    TextField,
    WholeNumberField,
    read_amount,
)
from catalog.kernel.i18n import _, lazy_
from catalog.product_sets.queries import GroupChoice
from catalog.products.labels import GOODS_CLASS
from catalog.products.rules import DEAREST, LONGEST_NAME
from storefront.inventory.rules import MOST_UNITS
from storefront.listing import rules
from storefront.listing.errors import KnownGone, NameWithoutWords
from storefront.listing.rules import PACKS, Net

PACK_CHOICES = [SelectChoice(pack, pack) for pack in PACKS]
TRAVELS = [SelectChoice(one.value, words) for one, words in GOODS_CLASS.items()]


def read_net(typed: str) -> Net | None:
    """What a pack holds, as people write it: "500 g", "1,5 kg"; None for anything else."""
    found = rules.split_net(typed)
    amount = read_amount(found[0], 3) if found else None
    return rules.net_of(amount, found[1]) if found and amount is not None else None


class NetField(StringField):
    """What a pack holds: "500 g", "12 cái". A Net once the form is valid; None for no answer."""

    data: Any
    shown = ""
    """What is known already, as it would be typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0].strip()[:40] if valuelist else ""
        self.data = read_net(self.typed) if self.typed else None
        if self.typed and self.data is None:
            raise ValueError(str(lazy_("Ghi như 500 g, 1,5 kg, 750 ml hoặc 12 cái.")))

    def _value(self) -> str:
        return self.typed if self.raw_data else self.shown


class NamedUnlessKnown(Filled):
    """Ask for a name, except of goods of the register: theirs is known."""

    def __call__(self, form: Any, field: Any) -> None:
        if form.known_id is None:
            super().__call__(form, field)
        else:
            field.errors = []
            raise StopValidation


class Named:
    """Refuse a name without letters."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and not rules.is_named(field.data):
            raise ValidationError(str(NameWithoutWords.message))


class PhotosForm(HouseForm):
    """Photos from the camera or the gallery; several arrive under one name."""

    key = HiddenField()
    photos = FileField(lazy_("Chụp ảnh"))


class GoodsForm(HouseForm):
    """What it is, what it costs, how many there are."""

    known = RadioField(lazy_("Hàng của bạn trong sổ đăng ký"), default="", validate_choice=False)
    name = TextField(lazy_("Tên hàng"), [NamedUnlessKnown(), AtMost(LONGEST_NAME), Named()])
    price = MoneyField(lazy_("Bán giá bao nhiêu"), least=1, most=DEAREST)
    pack = SelectField(lazy_("Bán theo"), choices=PACK_CHOICES, default=PACKS[0])
    net = NetField(lazy_("Mỗi gói, chai chứa bao nhiêu (nếu biết)"))
    quantity = WholeNumberField(lazy_("Số lượng"), least=1, most=MOST_UNITS)
    packed_on = DayField(lazy_("Ngày đóng gói (nếu biết)"))

    def offer(self, known: list[tuple[int, str]]) -> None:
        """Goods of the register that nobody sells yet, and goods that are none of them."""
        there = [(str(product_id), name) for product_id, name in known]
        self.known.choices = [*there, ("", _("Món khác, tôi ghi tên"))]

    def validate_known(self, field: RadioField) -> None:
        if field.data and self.known_id is None:
            raise ValidationError(str(KnownGone.message))

    @property
    def known_id(self) -> int | None:
        """Which of them was chosen; one that is not offered is none."""
        is_offered = any(self.known.data == value for value, _label in self.known.choices or ())
        return int(self.known.data) if self.known.data and is_offered else None


class ConfirmForm(HouseForm):
    """What the name was taken for; whoever lists knows better."""

    product_set = SelectField(lazy_("Bộ sản phẩm"), default="")
    goods_class = RadioField(lazy_("Khi giao là"), choices=TRAVELS, default="dry")

    @property
    def set_id(self) -> int | None:
        if "product_set" not in self:
            return None
        return int(self.product_set.data) if self.product_set.data else None

    def leave_set(self) -> None:
        """The set is that of the register: nothing to choose here."""
        del self.product_set

    def offer(self, groups: list[GroupChoice]) -> None:
        """The sets of the decision in force, by group, and not knowing."""
        sets = {group.label: [(str(one.id), one.label) for one in group.sets] for group in groups}
        self.product_set.choices = {"": [("", _("Chưa rõ, chọn sau"))], **sets}
