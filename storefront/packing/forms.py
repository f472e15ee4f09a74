"""Forms of packing."""

from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField
from catalog.kernel.i18n import lazy_
from storefront.orders import labels
from storefront.orders.rules import LONGEST_REASON


class StepForm(HouseForm):
    """Nothing but the token."""


class ReturnForm(HouseForm):
    """Why a parcel came back, and whether its goods can be sold again."""

    reason = RadioField(
        lazy_("Vì sao kiện quay về"),
        [Filled()],
        choices=[SelectChoice(one.value, label) for one, label in labels.RETURN_REASON.items()],
    )
    goods = RadioField(
        lazy_("Hàng trong kiện"),
        [Filled()],
        choices=[
            SelectChoice("con-tot", lazy_("Còn bán được, để lại vào kho")),
            SelectChoice("da-hong", lazy_("Không bán được nữa, bỏ khỏi kho")),
        ],
    )
    text = LinesField(lazy_("Nói thêm với người mua (không bắt buộc)"), [AtMost(LONGEST_REASON)])


class RepickForm(HouseForm):
    """Which batch the goods really come from."""

    item = RadioField(lazy_("Lấy hàng từ lô"), [Filled()], coerce=int)
