"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="floors.add",
        title=lazy_("Ghi nơi khác bạn đang bán"),
        steps=(
            lazy_("Dán địa chỉ gian hàng của bạn ở sàn khác."),
            lazy_("Bảng này làm minh chứng khi xét sao OCOP."),
        ),
        beside=("floors_seller",),
        page="floors_seller.links",
    ),
)
