"""Forms of a product that is on the shelf."""

from wtforms import FileField, SelectChoice, SelectField

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
from catalog.product_sets.queries import GroupChoice
from catalog.products.rules import LONGEST_LIFE, LONGEST_LINE, LONGEST_NAME, LONGEST_SUMMARY
from storefront.listing.forms import PACK_CHOICES, NetField

LONGEST_STORY = 5_000


class WordsForm(HouseForm):
    """What buyers read about the goods. All of it may wait."""

    name = TextField(lazy_("Tên hàng"), [Filled(), AtMost(LONGEST_NAME)])
    product_set_id = SelectField(lazy_("Bộ sản phẩm"), default="")
    summary = TextField(lazy_("Một câu giới thiệu"), [AtMost(LONGEST_SUMMARY)])
    ingredients = LinesField(lazy_("Thành phần"), [AtMost(LONGEST_LINE)])
    allergens = TextField(lazy_("Chất có thể gây dị ứng"), [AtMost(LONGEST_LINE)])
    storage = TextField(lazy_("Cất giữ thế nào"), [AtMost(LONGEST_LINE)])
    usage = TextField(lazy_("Dùng ra sao"), [AtMost(LONGEST_LINE)])
    shelf_life_days = WholeNumberField(
        lazy_("Dùng được bao nhiêu ngày kể từ ngày đóng gói"),
        least=1,
        most=LONGEST_LIFE,
        may_be_empty=True,
    )
    story = LinesField(lazy_("Câu chuyện"), [AtMost(LONGEST_STORY)])
    gtin = TextField(lazy_("Mã vạch GS1"), [AtMost(20)], render_kw={"inputmode": "numeric"})

    def offer(self, groups: list[GroupChoice], chosen: tuple[int, str] | None) -> None:
        """The sets of the decision in force, and that of an older one the product may have."""
        sets = {group.label: [(str(one.id), one.label) for one in group.sets] for group in groups}
        known = {value for choices in sets.values() for value, _label in choices}
        first = [("", _("Chưa rõ"))]
        if chosen and str(chosen[0]) not in known:
            first.append((str(chosen[0]), chosen[1]))
        self.product_set_id.choices = {"": first, **sets}

    def recognised(self) -> None:
        """Name and set are those of the decision: nothing to write here."""
        del self.name, self.product_set_id


class PhotosForm(HouseForm):
    """More photos of the goods."""

    photos = FileField(lazy_("Chụp ảnh"))


class NetForm(HouseForm):
    """What one pack holds."""

    pack = SelectField(lazy_("Bán theo"), choices=PACK_CHOICES)
    net = NetField(lazy_("Mỗi gói, chai chứa bao nhiêu"), [Filled()])


class HarvestForm(HouseForm):
    """When and where the goods of the newest batch grew."""

    day = DayField(lazy_("Ngày thu hoạch"), [Filled()])
    area = SelectField(lazy_("Vùng trồng"), default="")

    def offer(self, areas: list[tuple[int, str]]) -> None:
        """The seller's own areas, and not saying."""
        own = [SelectChoice(str(area_id), words) for area_id, words in areas]
        self.area.choices = [SelectChoice("", _("Không ghi")), *own]
