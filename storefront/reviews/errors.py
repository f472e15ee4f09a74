"""Refusals of reviews."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NoSuchReview(NotFound):
    message = lazy_("Không có đánh giá này.")


class NotYours(DomainError):
    message = lazy_("Chỉ người đã nhận món hàng này mới đánh giá được.")


class TooLateToEdit(DomainError):
    message = lazy_("Đã hết hạn sửa đánh giá này.")


class NothingSaid(DomainError):
    message = lazy_("Hãy viết vài lời. Đường dẫn và số điện thoại không được tính.")


class AnsweredAlready(Conflict):
    message = lazy_("Đánh giá này đã có trả lời của cơ sở.")


class ReviewMoved(Conflict):
    message = lazy_("Đánh giá này vừa được người khác xem.")
