"""Forms of webhooks."""

from wtforms import SelectChoice, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from storefront.webhooks import labels
from storefront.webhooks.rules import LONGEST_NAME, LONGEST_URL, OFFERED


class EndpointForm(HouseForm):
    """Where to, and what about."""

    name = TextField(lazy_("Tên kết nối"), [Filled(), AtMost(LONGEST_NAME)])
    address = TextField(lazy_("Địa chỉ nhận tin"), [Filled(), AtMost(LONGEST_URL)])
    kinds = SelectMultipleField(
        lazy_("Báo khi"),
        choices=[SelectChoice(one.value, labels.KIND[one]) for one in OFFERED],
        default=[one.value for one in OFFERED],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
