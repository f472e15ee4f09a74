"""Forms of products."""

from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import (
    AtMost,
    Filled,
    HouseForm,
    MoneyField,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import lazy_
from catalog.products.labels import HOW_IT_TRAVELS
from catalog.products.rules import DEAREST, HEAVIEST_G, LONGEST_REASON


class PriceForm(HouseForm):
    """A new price and why."""

    price = MoneyField(lazy_("Giá mới"), least=1, most=DEAREST)
    reason = TextField(lazy_("Vì sao đổi"), [Filled(), AtMost(LONGEST_REASON)])


class PackingForm(HouseForm):
    """How a size travels, and what a parcel of it weighs."""

    goods_class = RadioField(
        lazy_("Loại hàng khi giao"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in HOW_IT_TRAVELS.items()],
    )
    weight_g = WholeNumberField(lazy_("Nặng cả bao bì (gam)"), least=1, most=HEAVIEST_G)
