"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="inventory.stock",
        title=lazy_("Nhập kho và đếm lại"),
        steps=(
            lazy_("Đóng gói xong một lô thì bấm “Nhập hàng mới đóng gói”, chọn lô, ghi số gói."),
            lazy_("Bán chỗ khác, hỏng, biếu: bấm “Đếm lại” và ghi số còn thật."),
            lazy_("Số khách đã đặt được giữ riêng, không bán hai lần."),
        ),
        beside=("inventory_seller",),
        page="inventory_seller.stock",
    ),
)
