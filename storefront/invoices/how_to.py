"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="invoices.enter",
        title=lazy_("Lập hóa đơn cho khách"),
        steps=(
            lazy_("Xem tên đơn vị và mã số thuế khách ghi."),
            lazy_("Lập bằng phần mềm hóa đơn của bạn, hoặc giao cho máy nếu đã nối."),
            lazy_("Chép ký hiệu và số hóa đơn vào đây; chợ không tự đặt số."),
        ),
        beside=("invoices_seller",),
        page="invoices_seller.invoices",
    ),
)
