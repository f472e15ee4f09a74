"""Refusals of claims."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NoSuchClaim(NotFound):
    message = lazy_("Không có yêu cầu đổi trả này.")


class NotDelivered(DomainError):
    message = lazy_("Đơn chưa ghi là đã giao nên chưa yêu cầu đổi trả được.")


class NothingChosen(DomainError):
    message = lazy_("Hãy ghi số lượng của ít nhất một món.")


class MoreThanBought(DomainError):
    message = lazy_("Nhiều hơn số bạn đã mua, hoặc món này đã nằm trong một yêu cầu khác.")


class TooLate(DomainError):
    message = lazy_("Đã hết hạn yêu cầu đổi trả cho việc này.")


class NotOffered(DomainError):
    message = lazy_("Người bán không nhận trả hàng vì đổi ý. Hàng có lỗi thì hãy chọn lỗi đó.")


class ClaimMoved(Conflict):
    message = lazy_("Yêu cầu vừa được người khác cập nhật. Hãy xem lại.")


class StepNotPossible(Conflict):
    message = lazy_("Yêu cầu không chuyển được sang bước này, hoặc đã quá hạn trả lời.")


class MoneyPromised(Conflict):
    message = lazy_(
        "Tiền hoàn của yêu cầu này đã hứa và chưa gửi, nên chỉ còn hoàn tiền được. "
        "Hãy chờ người bán trả, hoặc nhờ sàn trả thay."
    )


class WordsMissing(DomainError):
    message = lazy_("Hãy nói rõ lý do để bên kia hiểu.")


class AmountMissing(DomainError):
    message = lazy_("Hãy ghi số tiền hoàn.")


class NoneLeft(DomainError):
    message = lazy_("Không còn đủ hàng tốt để gửi thay. Hãy chọn hoàn tiền.")


class StillOnItsWay(Conflict):
    message = lazy_("Hàng thay đang trên đường. Hãy chờ kiện đến hoặc quay về, hoặc hoàn tiền.")


class NotBack(Conflict):
    message = lazy_("Hàng chưa về, hoặc món này đã được xử lý.")


class BatchNotGood(Conflict):
    message = lazy_("Lô này không được bán nữa nên không nhập lại kho. Hãy ghi là bỏ.")
