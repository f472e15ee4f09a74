"""The field for the six figures; forms that ask for more take it as a parent."""

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_


class CodeForm(HouseForm):
    code = TextField(
        lazy_("Mã 6 số"),
        [Filled(), AtMost(12)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )
