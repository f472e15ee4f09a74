"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="windows.open",
        title=lazy_("Bán trước theo mùa"),
        steps=(
            lazy_("Ghi hàng gì, nhận tối đa bao nhiêu, nhận đặt từ ngày nào, có hàng từ ngày nào."),
            lazy_("Hái xong thì bấm chia hàng: ai đặt trước được trước."),
            lazy_(
                "Chín muộn thì đổi ngày và nói lý do; khách không chờ được thì hủy đơn "
                "không mất gì."
            ),
        ),
        beside=("windows_seller",),
        page="windows_seller.windows",
    ),
)
