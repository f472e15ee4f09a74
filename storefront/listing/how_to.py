"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="listing.start",
        title=lazy_("Đăng bán một món hàng"),
        steps=(
            lazy_("Chụp hàng ban ngày, gần cửa sổ, nền sạch; một tấm rõ là đủ."),
            lazy_("Nói hoặc gõ tên, giá, số lượng đang có."),
            lazy_("Xem lại rồi bấm đăng. Dở tay thì để đó, bản nháp vẫn còn."),
        ),
        beside=("listing_seller",),
        page="listing_seller.start",
    ),
)
