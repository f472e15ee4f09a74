"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="carriers.book",
        title=lazy_("Gọi bên giao hàng"),
        steps=(
            lazy_("Gói xong đơn rồi mới gọi."),
            lazy_("Xem cước và chọn khách có được kiểm hàng trước khi trả tiền không."),
            lazy_("In phiếu gửi dán lên kiện. Muốn hủy thì hủy trước khi họ đến lấy."),
        ),
        beside=("carriers_seller",),
        page="orders_seller.orders",
    ),
)
