"""Refusals of the inbox: to partners with their status, to operators in words."""

from catalog.kernel.errors import Conflict, DomainError, NotAllowed, NotFound
from catalog.kernel.i18n import lazy_


class UnknownPartner(NotFound):
    """No such partner, or none of its keys is set."""


class Forged(NotAllowed):
    message = lazy_("Chữ ký của tin báo không đúng.")


class Stale(NotAllowed):
    message = lazy_("Tin báo quá cũ hoặc đồng hồ lệch quá 5 phút.")


class Unreadable(DomainError):
    message = lazy_("Không đọc được tin báo.")


class NoSuchPurchase(DomainError):
    message = lazy_("Không có đơn nào mang mã này, hoặc đơn trả tiền khi nhận hàng.")


class NothingExpected(DomainError):
    message = lazy_("Đơn này không còn chờ tiền. Hãy chọn hoàn tiền.")


class CameOtherwise(DomainError):
    message = lazy_(
        "Có khoản không vào đúng nơi đơn này chọn trả: ví, thẻ và tài khoản không cộng lẫn được. "
        "Hãy hoàn khoản đó cho người gửi."
    )


class TooLittle(DomainError):
    """The receipts of a purchase do not reach what it costs. `missing` đồng."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            lazy_(
                "Còn thiếu %(missing)s. Gọi khách chuyển thêm với cùng nội dung, hoặc hoàn tiền.",
                missing=missing,
            )
        )


class SeenAlready(Conflict):
    message = lazy_("Mã giao dịch này đã được ghi rồi.")
