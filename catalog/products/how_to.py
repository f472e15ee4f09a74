"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="products.price",
        title=lazy_("Đổi giá bán"),
        steps=(
            lazy_("Chọn loại hàng, ghi giá mới đã gồm thuế, ghi vì sao."),
            lazy_("Khách đã đặt vẫn trả giá cũ."),
            lazy_(
                "Tăng rồi giảm ngay thì trang vẫn ghi giá thấp nhất 30 ngày trước: đừng làm giá ảo."
            ),
        ),
        beside=("products_seller",),
        page="products_seller.prices",
    ),
)
