"""The form that takes a price sheet in."""

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectChoice

from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import lazy_

TRY, WRITE = "thu", "ghi"


class SheetForm(HouseForm):
    """A filled-in sheet, and whether it is only tried."""

    file = FileField(lazy_("Tệp CSV"), [FileRequired(lazy_("Hãy chọn một tệp."))])
    what = RadioField(
        lazy_("Làm gì với tệp"),
        choices=[
            SelectChoice(TRY, lazy_("Xem thử, chưa ghi gì")),
            SelectChoice(WRITE, lazy_("Ghi những giá mới")),
        ],
        default=TRY,
    )
