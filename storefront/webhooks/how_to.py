"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="webhooks.add",
        title=lazy_("Nối phần mềm khác"),
        steps=(
            lazy_("Chỉ cần khi bạn có phần mềm bán hàng riêng."),
            lazy_("Dán địa chỉ người làm phần mềm đưa, giữ kín khóa."),
            lazy_("Bấm thử một tin trước khi dùng."),
        ),
        beside=("webhooks_seller",),
        page="webhooks_seller.endpoints",
    ),
)
