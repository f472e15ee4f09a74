"""Forms of legal pages."""

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, LinesField, PhoneField
from catalog.kernel.forms import TextField as Text
from catalog.kernel.i18n import lazy_
from storefront.legal.rules import LONGEST_BODY, LONGEST_SOURCE


class DatedForm(HouseForm):
    """From when on, and by what."""

    valid_from = DayField(lazy_("Có hiệu lực từ ngày"), [Filled()])
    source = Text(lazy_("Theo văn bản, quyết định"), [Filled(), AtMost(LONGEST_SOURCE)])


class VersionForm(DatedForm):
    """A new version of a page."""

    body = LinesField(lazy_("Nội dung"), [Filled(), AtMost(LONGEST_BODY)])


class IdentityForm(DatedForm):
    """Who runs the market; what is left empty is shown as not known."""

    name = Text(lazy_("Tên"), [Filled(), AtMost(200)])
    address = Text(lazy_("Địa chỉ"), [AtMost(300)])
    tax_code = Text(lazy_("Mã số thuế"), [AtMost(20)])
    registration = Text(lazy_("Đăng ký kinh doanh"), [AtMost(300)])
    platform_registration = Text(lazy_("Đăng ký nền tảng thương mại điện tử"), [AtMost(300)])
    representative = Text(lazy_("Người đại diện"), [AtMost(120)])
    phone = PhoneField(lazy_("Điện thoại"))
    email = Text(lazy_("E-mail"), [AtMost(254)])
    data_officer = Text(lazy_("Người phụ trách dữ liệu cá nhân"), [AtMost(200)])
