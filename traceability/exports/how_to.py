"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="exports.take",
        title=lazy_("Tải dữ liệu của mình"),
        steps=(
            lazy_("Chọn bảng cho cổng CheckVN hoặc toàn bộ dữ liệu."),
            lazy_("Tệp chỉ có dữ liệu của cơ sở bạn, không có tên khách."),
        ),
        beside=("exports_seller",),
        page="exports_seller.choose",
    ),
)
