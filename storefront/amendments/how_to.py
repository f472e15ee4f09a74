"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="amendments.change",
        title=lazy_("Sửa một đơn đã đặt"),
        steps=(
            lazy_("Gọi khách trước, nói rõ bớt món nào hay sửa chỗ nào."),
            lazy_("Chỉ sửa khi kiện còn ở nhà. Tiền tự tính lại."),
            lazy_("Khách nhận tin về điều vừa sửa."),
        ),
        beside=("amendments_seller",),
        page="orders_seller.orders",
    ),
)
