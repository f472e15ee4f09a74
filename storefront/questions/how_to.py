"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="questions.answer",
        title=lazy_("Trả lời câu hỏi"),
        steps=(
            lazy_("Trả lời ngắn, đúng điều được hỏi, như nói chuyện ở chợ."),
            lazy_("Đừng ghi số điện thoại hay tài khoản: câu trả lời ai cũng đọc được."),
            lazy_("Được hỏi nhiều lần thì ghi luôn vào mô tả sản phẩm."),
        ),
        beside=("questions_seller",),
        page="questions_seller.questions",
    ),
)
