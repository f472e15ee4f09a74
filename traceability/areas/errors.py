"""The refusals of growing areas."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class CodeTaken(Conflict):
    message = lazy_("Mã này đã có trong sổ. Hãy tìm mã đó và ghi thêm tình trạng mới.")


class InTheFuture(DomainError):
    message = lazy_("Ngày này chưa tới. Chỉ ghi điều đã có hiệu lực.")


class NotInOrder(DomainError):
    message = lazy_(
        "Ngày này sớm hơn tình trạng ghi gần nhất. Lịch sử chỉ ghi tiếp, không chen vào giữa."
    )


class MayNotFollow(DomainError):
    message = lazy_("Tình trạng này không thể đi sau tình trạng hiện nay của mã.")


class EndsBeforeItBegins(DomainError):
    message = lazy_("Ngày hết hạn phải sau ngày bắt đầu.")
