"""The field for the six figures, and the number they went to; forms take them from here."""

from wtforms.widgets import HiddenInput

from catalog.kernel.forms import AtMost, Filled, HouseForm, PhoneField, TextField
from catalog.kernel.i18n import lazy_


class HiddenPhoneField(PhoneField):
    """The number a code went to, kept from the page before."""

    widget = HiddenInput()


class CodeForm(HouseForm):
    code = TextField(
        lazy_("Mã 6 số"),
        [Filled(), AtMost(12)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )
