"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="notices.tell",
        title=lazy_("Báo cho người đã mua hàng bị dừng"),
        steps=(
            lazy_("Gọi từng người trong danh sách, người mua gần đây nhất trước."),
            lazy_("Đọc đúng lời ghi sẵn: đừng dùng, giữ hàng lại, sẽ hoàn tiền."),
            lazy_("Gọi được rồi thì bấm ghi lại, để biết còn ai."),
        ),
        beside=("notices_seller",),
        page="notices_seller.notices",
    ),
)
