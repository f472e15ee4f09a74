"""Forms of combos."""

from flask_wtf.file import FileField
from wtforms import SelectField

from catalog.kernel.forms import (
    AtMost,
    DayField,
    Filled,
    HouseForm,
    LinesField,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import lazy_
from storefront.combos.rules import (
    CHEAPEST,
    DEAREST,
    LONGEST_NAME,
    LONGEST_PART_STORY,
    LONGEST_STORY,
    MOST_OF_ONE,
)


class ComboForm(HouseForm):
    """What a combo is, costs, and when it is sold. Who packs is chosen once, when it is made."""

    name = TextField(lazy_("Tên hộp quà"), [Filled(), AtMost(LONGEST_NAME)])
    packer = SelectField(lazy_("Ai gói và gửi cả hộp"), coerce=int)
    story = LinesField(lazy_("Câu chuyện của hộp quà (không bắt buộc)"), [AtMost(LONGEST_STORY)])
    price = WholeNumberField(lazy_("Giá cả hộp (đồng)"), least=CHEAPEST, most=DEAREST)
    packing_fee = WholeNumberField(
        lazy_("Tiền gói mỗi hộp (đồng)"), least=0, most=DEAREST, default=0
    )
    sells_from = DayField(lazy_("Bán từ ngày"), [Filled()])
    sells_to = DayField(lazy_("Bán đến hết ngày (không bắt buộc)"))
    photo = FileField(lazy_("Ảnh hộp quà (không bắt buộc)"))


class PartForm(HouseForm):
    """How many of something go into each combo."""

    variant = WholeNumberField(lazy_("Món"), least=1, most=2_000_000_000)
    quantity = WholeNumberField(lazy_("Mấy phần mỗi hộp"), least=1, most=MOST_OF_ONE, default=1)
    story = TextField(
        lazy_("Nhà này góp gì vào hộp (không bắt buộc)"), [AtMost(LONGEST_PART_STORY)]
    )


class AnswerForm(HouseForm):
    """What was read when the answer was given."""

    seen = WholeNumberField(lazy_("Mức đã đọc"), least=0, most=DEAREST)


class StepForm(HouseForm):
    """Nothing but the token."""
