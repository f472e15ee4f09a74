"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="pricing.steps",
        title=lazy_("Giá mua nhiều"),
        steps=(
            lazy_("Ghi từ bao nhiêu gói thì giá một gói là bao nhiêu."),
            lazy_("Mua càng nhiều giá càng thấp; sàn tự áp vào giỏ hàng."),
        ),
        beside=("pricing_seller",),
        page="pricing_seller.wholesale",
    ),
)
