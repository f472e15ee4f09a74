"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="complaints.answer",
        title=lazy_("Trả lời sàn về một khiếu nại"),
        steps=(
            lazy_("Đọc điều người ta khiếu nại; viết đúng sự việc theo bạn biết."),
            lazy_("Có phiếu, ảnh, tin nhắn thì nói rõ để người vận hành hỏi."),
            lazy_("Không trả lời thì sàn quyết định theo lời một phía."),
        ),
        beside=("complaints_seller",),
        page="complaints_seller.complaints",
    ),
)
