"""The form that calls a carrier."""

from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import lazy_
from storefront.carriers.labels import INSPECTION
from storefront.carriers.rules import Inspection


class BookForm(HouseForm):
    """Which carrier, and what the buyer may do before paying."""

    carrier = RadioField(lazy_("Bên giao hàng"), choices=[])
    inspection = RadioField(
        lazy_("Kiểm hàng"),
        choices=[SelectChoice(one.value, words) for one, words in INSPECTION.items()],
        default=Inspection.LOOK.value,
    )


class CancelForm(HouseForm):
    """Nothing but the token."""
