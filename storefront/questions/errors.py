"""Refusals of questions."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NoSuchQuestion(NotFound):
    message = lazy_("Không có câu hỏi này.")


class NothingAsked(DomainError):
    message = lazy_("Hãy viết câu hỏi. Đường dẫn và số điện thoại không được tính.")


class NobodyToAsk(DomainError):
    message = lazy_("Sản phẩm này chưa có người bán ở đây.")


class AnsweredBefore(Conflict):
    message = lazy_("Câu hỏi này đã có trả lời.")
