"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="shipping.own",
        title=lazy_("Tự giao hàng và điểm lấy hàng"),
        steps=(
            lazy_("Ghi nơi bạn tự giao được, phí và số ngày."),
            lazy_("Ghi điểm khách đến lấy: địa chỉ, giờ mở cửa, cách tìm."),
            lazy_("Thôi giao nơi nào thì đóng dòng đó; đơn đã đặt vẫn giữ nguyên."),
        ),
        beside=("shipping_own", "shipping_seller"),
        page="shipping_own.deliveries",
    ),
)
