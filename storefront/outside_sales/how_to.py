"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="outside_sales.enter",
        title=lazy_("Nhập đơn của sàn khác"),
        steps=(
            lazy_("Tải tệp đơn hàng từ sàn đó, dạng CSV hoặc Excel."),
            lazy_("Chọn tệp ở đây; lần đầu chỉ rõ cột nào là tên hàng, số lượng, ngày bán."),
            lazy_("Xem bảng thử từng dòng rồi mới ghi. Dòng sai thì sửa tệp, nhập lại."),
            lazy_("Kho tự trừ, mỗi đơn một lần. Ghi nhầm đơn thì bỏ đơn, hàng về lại kho."),
        ),
        beside=("outside_sales_seller",),
        page="outside_sales_seller.sales",
    ),
)
