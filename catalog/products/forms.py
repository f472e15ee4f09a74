"""Forms of products."""

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField, WholeNumberField
from catalog.kernel.i18n import lazy_
from catalog.products.rules import DEAREST, LONGEST_REASON


class PriceForm(HouseForm):
    """A new price and why."""

    price = WholeNumberField(lazy_("Giá mới (đồng)"), least=1, most=DEAREST)
    reason = TextField(lazy_("Vì sao đổi"), [Filled(), AtMost(LONGEST_REASON)])
