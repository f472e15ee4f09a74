"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="reviews.answer",
        title=lazy_("Trả lời đánh giá"),
        steps=(
            lazy_("Cảm ơn người khen; với người chê thì nói sẽ sửa gì."),
            lazy_("Chỉ trả lời được một lần, nên đọc lại trước khi gửi."),
            lazy_("Thấy bịa đặt, tục tĩu thì bấm báo; người vận hành xem."),
        ),
        beside=("reviews_seller",),
        page="reviews_seller.reviews",
    ),
)
