"""Forms of invoice requests."""

from wtforms.validators import Regexp

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from storefront.invoices import rules


class RequestForm(HouseForm):
    """Whom the invoice is made out to."""

    company_name = TextField(
        lazy_("Tên đơn vị trên hóa đơn"), [Filled(), AtMost(rules.LONGEST_NAME)]
    )
    tax_code = TextField(lazy_("Mã số thuế"), [Filled(), AtMost(20)])
    address = TextField(lazy_("Địa chỉ trên hóa đơn"), [Filled(), AtMost(rules.LONGEST_ADDRESS)])
    email = TextField(
        lazy_("E-mail nhận hóa đơn"),
        [
            Filled(),
            AtMost(rules.LONGEST_EMAIL),
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z", message=lazy_("E-mail này chưa đúng.")),
        ],
    )


class NumberForm(HouseForm):
    """What the seller's own software gave."""

    serial = TextField(lazy_("Ký hiệu hóa đơn"), [Filled(), AtMost(rules.LONGEST_SERIAL)])
    number = TextField(
        lazy_("Số hóa đơn"),
        [
            Filled(),
            AtMost(rules.LONGEST_NUMBER),
            Regexp(r"[0-9]+\Z", message=lazy_("Số hóa đơn chỉ gồm chữ số.")),
        ],
    )
    issued_on = DayField(lazy_("Ngày lập"), [Filled()])
