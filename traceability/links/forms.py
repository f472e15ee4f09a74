"""The one field of /truy-xuat."""

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from traceability.links.rules import LONGEST_TYPED


class FindForm(HouseForm):
    """A code to look up. Sent by GET, changes nothing, so it carries no token."""

    class Meta(HouseForm.Meta):
        csrf = False

    ma = TextField(
        lazy_("Mã trên gói hàng"),
        [Filled(lazy_("Hãy gõ mã in trên gói hàng.")), AtMost(LONGEST_TYPED)],
    )
