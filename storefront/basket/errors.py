"""Refusals of the basket."""

from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import lazy_
from storefront.basket.rules.lines import MOST_LINES, MOST_OF_ONE


class BadQuantity(DomainError):
    message = lazy_("Số lượng phải là số từ 1 đến %(most)s.", most=MOST_OF_ONE)


class NotForSale(DomainError):
    message = lazy_("Sản phẩm này hiện không bán.")


class NotAllowed(DomainError):
    message = lazy_("Theo luật, sản phẩm này hiện không bán qua mạng.")


class TooFewLeft(DomainError):
    """Names how many can still be bought."""

    def __init__(self, free: int, held: int = 0) -> None:
        if free <= 0:
            message = lazy_("Sản phẩm này vừa hết hàng.")
        elif held:
            message = lazy_("Chỉ còn %(free)s, trong giỏ đã có %(held)s.", free=free, held=held)
        else:
            message = lazy_("Chỉ còn %(free)s. Hãy giảm số lượng.", free=free)
        super().__init__(message)


class OtherPromise(DomainError):
    message = lazy_(
        "Trong giỏ đã có mặt hàng này của đợt khác. Hãy đặt đơn đó trước, hoặc bỏ nó khỏi giỏ."
    )


class BasketFull(DomainError):
    message = lazy_("Giỏ đã có %(most)s mặt hàng. Hãy đặt đơn này trước.", most=MOST_LINES)


class NotInBasket(NotFound):
    message = lazy_("Mặt hàng này không còn trong giỏ.")


class FromElsewhere(DomainError):
    message = lazy_("Yêu cầu này đến từ trang khác. Hãy thêm vào giỏ từ trang sản phẩm.")
