"""Why a purchase is not paid on delivery. Each says what else can be done."""

from datetime import date

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_
from catalog.kernel.money import format_dong


class NoCash(DomainError):
    """Cash on delivery is not to be had for this purchase."""


class NeverForTheseGoods(NoCash):
    message = lazy_("Có món trong giỏ không bán theo cách trả khi nhận. Hãy trả trước.")


class AboveCap(NoCash):
    def __init__(self, cap: int) -> None:
        super().__init__(
            lazy_(
                "Đơn trên %(cap)s không trả khi nhận được. Hãy trả trước, hoặc đặt ít hơn.",
                cap=format_dong(cap),
            )
        )


class Paused(NoCash):
    def __init__(self, until: date) -> None:
        super().__init__(
            lazy_(
                "Số này có nhiều kiện bị từ chối nhận, nên chưa trả khi nhận được cho đến ngày "
                "%(day)s. Hãy trả trước. Nếu nhầm, gọi cho chợ để mở lại.",
                day=f"{until:%d/%m/%Y}",
            )
        )


class CannotConfirm(NoCash):
    message = lazy_(
        "Đơn này cần mã xác nhận qua điện thoại mới trả khi nhận được, mà chợ chưa gửi được mã. "
        "Hãy trả trước."
    )


class CodeNeeded(DomainError):
    message = lazy_("Hãy nhập mã vừa gửi đến số điện thoại của bạn.")


class NoSuchRule(NotFound):
    message = lazy_("Không có quy tắc này.")


class NotPaused(Conflict):
    message = lazy_("Số này không bị dừng trả khi nhận.")
