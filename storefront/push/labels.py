"""The words of push, in Vietnamese: a phone that rings has not said which language it reads."""

from catalog.kernel.i18n import lazy_

MESSAGES = {
    "order": (lazy_("Có đơn hàng mới"), lazy_("Mở ra xem và gói hàng.")),
    "question": (lazy_("Khách hỏi về hàng của bạn"), lazy_("Mở ra trả lời.")),
}
"""Title and text by kind of news."""
