"""Forms of host names."""

from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from storefront.hosts.labels import SEEN
from storefront.hosts.rules import LONGEST, LONGEST_REASON


class AskForm(HouseForm):
    """The name a seller has."""

    host = TextField(lazy_("Tên miền của bạn"), [Filled(), AtMost(LONGEST)])


class ConfirmForm(HouseForm):
    """What an officer saw."""

    seen = RadioField(
        lazy_("Bạn đã thấy gì?"),
        [Filled()],
        choices=[SelectChoice(seen.value, words) for seen, words in SEEN.items()],
    )


class ReasonForm(HouseForm):
    """Why not, or no more; the seller reads it."""

    reason = TextField(lazy_("Vì sao"), [Filled(), AtMost(LONGEST_REASON)])
