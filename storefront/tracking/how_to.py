"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="tracking.number",
        title=lazy_("Ghi mã vận đơn"),
        steps=(
            lazy_("Chép đúng mã trên biên nhận của bên giao hàng."),
            lazy_("Ghi nhầm thì sửa được cho đến khi bên giao hàng báo tin đầu tiên."),
            lazy_("Có mã thì khách tự xem kiện đang ở đâu, bạn đỡ phải trả lời điện thoại."),
        ),
        beside=("tracking_seller",),
        page="orders_seller.orders",
    ),
)
