"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="goods.product",
        title=lazy_("Sửa trang của một món hàng"),
        steps=(
            lazy_("Chọn món hàng, xem còn thiếu gì và thêm thì được gì."),
            lazy_("Thêm ảnh, lời kể, ngày thu hoạch; ảnh đầu tiên là ảnh ngoài chợ."),
            lazy_("Tạm không bán thì ẩn đi; hiện lại lúc nào cũng được."),
        ),
        beside=("goods_seller",),
        page="goods_seller.own_goods",
    ),
)
