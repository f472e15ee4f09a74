"""Forms of requests of stars."""

from wtforms import BooleanField, HiddenField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, LinesField, TextField
from catalog.kernel.i18n import lazy_
from storefront.star_requests.rules import LONGEST_REASON


class RequestForm(HouseForm):
    """A number and, where known, a day. Stars are not asked: the register has them."""

    number = TextField(lazy_("Số quyết định"), [Filled(), AtMost(60)])
    decided_on = DayField(lazy_("Ngày quyết định (nếu biết)"))


class AttachForm(HouseForm):
    """Which record of the register is meant."""

    product_id = HiddenField()
    is_confirmed = BooleanField(lazy_("Tôi đã xem giấy: chủ thể trong sổ và cơ sở này là một"))

    @property
    def source_id(self) -> int:
        given = self.product_id.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


class RefuseForm(HouseForm):
    reason = LinesField(lazy_("Vì sao, làm gì tiếp"), [Filled(), AtMost(LONGEST_REASON)])
