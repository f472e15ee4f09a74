"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="orders.pack",
        title=lazy_("Gói và giao một đơn"),
        steps=(
            lazy_("Lấy đúng số lượng và đúng lô ghi trên đơn, lô gần hết hạn đi trước."),
            lazy_("Gói xong bấm “Đã gói”. Mã kiện hiện thật to: viết hoặc dán lên kiện."),
            lazy_("Bên giao hàng lấy kiện đi thì bấm “Đã giao đi”."),
            lazy_("Khách nhận hàng, trả tiền xong thì bấm nút cuối cùng. Tiền được ghi từ lúc đó."),
        ),
        beside=("orders_seller", "packing_seller", "seller.today"),
        page="orders_seller.orders",
    ),
    HowTo(
        key="orders.other_batch",
        title=lazy_("Lấy hàng từ lô khác"),
        steps=(
            lazy_("Chỉ đổi khi lô trên đơn bị dừng, hết hoặc hỏng."),
            lazy_("Chọn một lô trong danh sách; lô không còn đủ ngày dùng thì không có ở đó."),
            lazy_("Người mua thấy lô mới trên trang đơn hàng, nên kiện phải đúng lô đó."),
        ),
        beside=("packing_seller.repick",),
        page="orders_seller.orders",
    ),
)
