"""Refusals of complaints."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NoSuchComplaint(NotFound):
    message = lazy_("Không có khiếu nại nào khớp số và số điện thoại này.")


class NoSuchSubject(DomainError):
    message = lazy_("Không tìm thấy đơn hàng này. Kiểm tra mã đơn, hoặc chọn chuyện khác.")


class OrderNeeded(DomainError):
    message = lazy_("Hãy ghi mã đơn hàng.")


class Resolved(Conflict):
    message = lazy_("Khiếu nại này đã giải quyết xong.")


class AcknowledgedBefore(Conflict):
    message = lazy_("Khiếu nại này đã có người tiếp nhận.")


class NotAcknowledged(DomainError):
    message = lazy_("Hãy tiếp nhận khiếu nại trước.")


class SellerNotHeard(DomainError):
    message = lazy_("Chưa nghe người bán: hãy hỏi và chờ trả lời, hoặc chờ hết hạn trả lời.")


class NoSellerToAsk(DomainError):
    message = lazy_("Khiếu nại này không có người bán để hỏi.")


class NotAsked(Conflict):
    message = lazy_("Sàn chưa hỏi cơ sở về việc này.")
