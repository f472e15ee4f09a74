"""What operators enter and look for at the desk."""

from wtforms import SelectField

from catalog.kernel.forms import AtMost, DayField, HouseForm, TextField
from catalog.kernel.i18n import lazy_


class AuditFilterForm(HouseForm):
    """Sent with GET: nothing changes, so no token."""

    nguoi = TextField(lazy_("Ai"), [AtMost(80)])
    viec = SelectField(lazy_("Việc"))
    tu = DayField(lazy_("Từ ngày"))
    den = DayField(lazy_("Đến ngày"))
