"""Refusals of amendments: each leaves the order as it was."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class TooLateToAmend(Conflict):
    message = lazy_("Đơn đã được gói hoặc đã dừng nên không sửa ở đây được. Hãy gọi người bán.")


class NothingTaken(DomainError):
    message = lazy_("Hãy chọn ít nhất một món để bỏ, nhiều nhất là số đang có trong đơn.")


class SharedPurchase(Conflict):
    message = lazy_(
        "Đơn chung này còn hàng của người bán khác, nên nơi nhận do người mua "
        "hoặc người vận hành sửa. Hãy gọi khách."
    )
