"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="sites.page",
        title=lazy_("Làm trang của tôi"),
        steps=(
            lazy_("Làm từng phần: lời chào, câu chuyện, người, ảnh, cách mua, đường đi."),
            lazy_("Ảnh thật, chụp ban ngày, có người làm càng tốt."),
            lazy_("Xem thử rồi mới cho hiện. Muốn sửa lúc nào cũng được."),
        ),
        beside=("sites_seller",),
        page="sites_seller.overview",
    ),
)
