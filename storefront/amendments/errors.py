"""Refusals of amendments: each leaves the order as it was."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from catalog.kernel.money import format_dong


class TooLateToAmend(Conflict):
    message = lazy_("Đơn đã được gói hoặc đã dừng nên không sửa ở đây được. Hãy gọi người bán.")


class NothingTaken(DomainError):
    message = lazy_("Hãy chọn ít nhất một món để bỏ, nhiều nhất là số đang có trong đơn.")


class SharedPurchase(Conflict):
    message = lazy_(
        "Đơn chung này còn hàng của người bán khác, nên nơi nhận do người mua "
        "hoặc người vận hành sửa. Hãy gọi khách."
    )


class WholeCombo(TooLateToAmend):
    message = lazy_(
        "Đơn này thuộc một hộp quà: không bớt, không thêm từng món được, chỉ hủy cả hộp được."
    )


class TooLateToAdd(TooLateToAmend):
    message = lazy_(
        "Đơn đã được gói hoặc đã dừng nên không thêm được nữa. Hãy đặt một đơn mới cho món thêm."
    )


class OrderedAhead(Conflict):
    message = lazy_(
        "Đơn đặt trước đi theo ngày thu hoạch nên không thêm hàng có sẵn được. "
        "Hãy đặt một đơn mới cho món thêm."
    )


class PaidBeforehand(Conflict):
    message = lazy_(
        "Đơn trả trước không thêm món được, vì tiền đã tính xong. Hãy đặt một đơn mới cho món thêm."
    )


class NothingAdded(DomainError):
    message = lazy_("Hãy ghi số lượng ở ít nhất một món muốn thêm.")


class TooFewLeft(DomainError):
    """Too little of a size is left, or it is not sold any more."""

    def __init__(self, goods: str, free: int) -> None:
        super().__init__(
            lazy_("%(goods)s chỉ còn %(count)s. Chưa thêm gì cả.", goods=goods, count=free)
            if free
            else lazy_("%(goods)s vừa hết hoặc thôi bán. Chưa thêm gì cả.", goods=goods)
        )


class AdditionChanged(DomainError):
    message = lazy_(
        "Giá, phí giao, ngày giao hoặc đơn vừa đổi. Chưa thêm gì cả: hãy xem tổng mới rồi bấm thêm."
    )


class ConfirmByNewOrder(DomainError):
    message = lazy_(
        "Thêm món này thì đơn cần mã xác nhận qua điện thoại mới trả khi nhận được. "
        "Hãy đặt một đơn mới cho món thêm: mã được gửi khi đặt."
    )


class NumberNeedsCode(DomainError):
    message = lazy_(
        "Số này cần mã xác nhận thì đơn mới trả khi nhận được. Hãy nhờ người bán sửa giúp, "
        "hoặc hủy đơn rồi đặt lại bằng số này: mã được gửi khi đặt."
    )


class BelowStep(DomainError):
    """A buyer would keep a wholesale price for fewer units than it is for."""

    def __init__(self, goods: str, units: int) -> None:
        super().__init__(
            lazy_(
                "%(goods)s có giá mua nhiều, từ %(units)s trở lên. Hãy giữ ít nhất %(units)s, "
                "bỏ hẳn món này, hoặc hủy đơn rồi đặt lại theo giá lẻ.",
                goods=goods,
                units=units,
            )
        )


class BelowMinimum(DomainError):
    """A buyer would keep a reduction for fewer goods than it is given from."""

    def __init__(self, name: str, minimum: int) -> None:
        super().__init__(
            lazy_(
                "Đơn được giảm “%(name)s” vì mua từ %(minimum)s tiền hàng trở lên. Hãy giữ ít nhất "
                "chừng đó, hoặc hủy đơn rồi đặt lại không có phần giảm này.",
                name=name,
                minimum=format_dong(minimum),
            )
        )


class CalledOffTogether(DomainError):
    message = lazy_(
        "Giá mua nhiều của đơn này là chung với các phần gửi người khác. Muốn bỏ hết, hãy bấm "
        "“Hủy đơn này”: trang đó cho xem những phần phải hủy cùng."
    )
