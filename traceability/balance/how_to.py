"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="balance.answer",
        title=lazy_("Trả lời về sản lượng"),
        steps=(
            lazy_("So số đã ghi với diện tích và mức thường thấy của vùng."),
            lazy_("Ghi nhầm thì sửa ở sổ; đúng thì nói vì sao cao: giống mới, được mùa, thêm đất."),
        ),
        beside=("balance_seller",),
        page="balance_seller.balances",
    ),
)
