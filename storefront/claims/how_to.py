"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="claims.answer",
        title=lazy_("Trả lời yêu cầu đổi trả"),
        steps=(
            lazy_("Đọc lý do và xem ảnh khách gửi; cần thì gọi hỏi thêm."),
            lazy_("Chọn: hoàn tiền, gửi hàng khác, nhận hàng về, hoặc không nhận và nói vì sao."),
            lazy_("Trả lời trước hạn ghi trên trang. Quá hạn thì sàn quyết định thay."),
            lazy_("Hàng về tới nơi thì ghi: còn tốt vào kho, hỏng thì bỏ."),
        ),
        beside=("claims_seller",),
        page="claims_seller.claims",
    ),
)
