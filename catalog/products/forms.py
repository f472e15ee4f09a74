"""Forms of products."""

from wtforms import HiddenField, RadioField, SelectChoice
from wtforms.validators import AnyOf

from catalog.kernel.forms import (
    AtMost,
    Filled,
    HouseForm,
    MoneyField,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import lazy_
from catalog.products.labels import HOW_IT_TRAVELS, PRICE_REASON
from catalog.products.rules import DEAREST, HEAVIEST_G, LONGEST_REASON

LONGEST_CODE = 20
"""Room for the reason chosen, beside what is said of it."""


class PriceForm(HouseForm):
    """A new price and why; a sudden one is sent twice."""

    price = MoneyField(lazy_("Giá mới"), least=1, most=DEAREST)
    reason = RadioField(
        lazy_("Vì sao đổi"),
        [AnyOf(list(PRICE_REASON), lazy_("Chọn một lý do: khách và bạn sau này đều hỏi."))],
        validate_choice=False,
        choices=[SelectChoice(one.value, words) for one, words in PRICE_REASON.items()],
    )
    note = TextField(lazy_("Nói rõ thêm"), [AtMost(LONGEST_REASON - LONGEST_CODE)])
    sure = HiddenField()  # the price that was asked about again


class PackingForm(HouseForm):
    """How a size travels, and what a parcel of it weighs."""

    goods_class = RadioField(
        lazy_("Loại hàng khi giao"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in HOW_IT_TRAVELS.items()],
    )
    weight_g = WholeNumberField(lazy_("Nặng cả bao bì (gam)"), least=1, most=HEAVIEST_G)
