"""Refusals of checkout: each leaves the basket as it was and nothing half-written."""

from datetime import date

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class EmptyBasket(DomainError):
    message = lazy_("Giỏ hàng đang trống, chưa có gì để đặt.")


class QuoteChanged(DomainError):
    message = lazy_(
        "Giá, phí giao hoặc ngày giao vừa đổi. Chưa đặt gì cả: hãy xem tổng mới rồi bấm đặt."
    )


class CannotBePlaced(DomainError):
    message = lazy_("Chưa đặt được: có mặt hàng hoặc kiện hàng cần xem lại bên dưới.")


class MoreThanInBasket(DomainError):
    message = lazy_("Chia cho mọi người nhiều hơn số có trong giỏ. Hãy xem lại số lượng.")


class NothingForOne(DomainError):
    message = lazy_("Chọn ít nhất một món cho người này, hoặc bỏ người này.")


class HiddenPriceNotPaid(DomainError):
    message = lazy_(
        "Giấu giá thì không thu tiền người nhận được. Hãy chọn cách trả trước, hoặc bỏ giấu giá."
    )


class NotOnThatDay(DomainError):
    """Says which days there are."""

    def __init__(self, days: tuple[date, date] | None) -> None:
        if days is None:
            super().__init__(lazy_("Các kiện không đến cùng một ngày được. Hãy để trống ngày này."))
            return
        first, last = (f"{one:%d/%m/%Y}" for one in days)
        words = lazy_("Chọn ngày từ %(first)s đến %(last)s.", first=first, last=last)
        super().__init__(words)


class VoucherRefused(DomainError):
    """Says why a code takes nothing off."""

    def __init__(self, words: str) -> None:
        super().__init__(words)


class TooManyGuesses(DomainError):
    message = lazy_(
        "Bạn đã thử nhiều mã không dùng được. Hãy thử lại sau một giờ, hoặc bỏ trống ô này và đặt."
    )


class TooManyForOne(DomainError):
    """Names how many one buyer may have of a quota."""

    def __init__(self, most: int) -> None:
        super().__init__(
            lazy_("Đợt này mỗi người mua đặt được nhiều nhất %(most)s. Chưa đặt gì cả.", most=most)
        )


class SoldOutMeanwhile(DomainError):
    message = lazy_("Có mặt hàng vừa hết trong lúc bạn đặt. Chưa đặt gì cả.")


class AgeNotDeclared(DomainError):
    message = lazy_("Trong giỏ có đồ uống có cồn. Chưa đặt gì cả: hãy đánh dấu ô này nếu đúng.")
