"""Forms of tracking."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from storefront.shipping import labels
from storefront.shipping.carrying import Carrier


def carriers() -> list[Any]:
    """Those whose numbers people copy: the invented one tells its own."""
    named = labels.CARRIER.items()
    return [SelectChoice(one.value, label) for one, label in named if one != Carrier.DEMO]


class NumberForm(HouseForm):
    """The number on the carrier's receipt."""

    carrier = RadioField(lazy_("Bên giao hàng"), [Filled()], choices=carriers())
    number = TextField(lazy_("Mã vận đơn"), [Filled(), AtMost(40)])


class NewsForm(HouseForm):
    """A carrier's file."""

    carrier = RadioField(lazy_("Bên giao hàng"), [Filled()], choices=carriers())
    file = FileField(lazy_("Tệp CSV"), [FileRequired(lazy_("Hãy chọn một tệp."))])
