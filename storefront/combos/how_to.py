"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="combos.make",
        title=lazy_("Làm combo nhiều nhà"),
        steps=(
            lazy_("Chọn hàng của bạn và của nhà khác, ghi một giá chung."),
            lazy_("Từng nhà phải đồng ý phần của mình rồi combo mới bán được."),
            lazy_("Có nhà rút thì combo tự ngừng bán; đơn đã đặt vẫn giữ."),
        ),
        beside=("combos_seller",),
        page="combos_seller.combos",
    ),
)
