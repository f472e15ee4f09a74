"""What an inspector types. A question, not a change: it needs no token."""

from catalog.kernel.forms import AtMost, HouseForm, TextField
from catalog.kernel.i18n import lazy_


class TraceForm(HouseForm):
    class Meta(HouseForm.Meta):
        csrf = False

    ma = TextField(lazy_("Mã lô"), [AtMost(200)])
