"""The form that takes a sheet in."""

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import lazy_
from storefront.bulk.labels import KIND
from storefront.bulk.rules import Kind


class SheetForm(HouseForm):
    """A filled-in sheet, and which of them it is."""

    kind = RadioField(
        lazy_("Bảng nào"),
        choices=[SelectChoice(one.value, KIND[one]) for one in Kind],
        default=Kind.GOODS.value,
    )
    file = FileField(lazy_("Tệp CSV hoặc .xlsx"), [FileRequired(lazy_("Hãy chọn một tệp."))])
