"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="push.device",
        title=lazy_("Để điện thoại báo khi có đơn"),
        steps=(
            lazy_("Đưa trang bán hàng ra màn hình chính của điện thoại."),
            lazy_("Bấm cho phép báo. Có đơn mới máy kêu, không hiện tên khách."),
            lazy_("Đổi máy hoặc mất máy thì bấm thôi báo ở máy đó."),
        ),
        beside=("push_seller",),
        page="push_seller.device",
    ),
)
