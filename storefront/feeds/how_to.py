"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="feeds.files",
        title=lazy_("Đưa hàng lên Google, Facebook"),
        steps=(
            lazy_("Chép địa chỉ tệp, dán vào trang quản lý cửa hàng của Google hoặc Facebook."),
            lazy_("Giá và hàng còn hay hết tự cập nhật."),
        ),
        beside=("feeds_seller",),
        page="feeds_seller.files",
    ),
)
