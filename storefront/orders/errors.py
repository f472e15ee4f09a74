"""Refusals of orders."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_


class OrderMoved(Conflict):
    message = lazy_("Đơn vừa được người khác cập nhật. Hãy xem lại trạng thái mới.")


class TooLateToCancel(Conflict):
    message = lazy_("Đơn đã được gói nên không hủy ở đây được. Hãy gọi người bán.")


class OthersToo(DomainError):
    message = lazy_("Những phần phải hủy cùng vừa đổi. Chưa hủy gì cả: hãy xem lại rồi bấm hủy.")


class NotPossible(Conflict):
    message = lazy_("Không chuyển được đơn sang bước này.")


class BatchStopped(Conflict):
    message = lazy_(
        "Đơn có lô đang tạm dừng bán hoặc bị thu hồi, không gửi đi được. "
        "Hãy chọn lô khác, hoặc bấm “Không nhận đơn” và gọi cho khách."
    )


class BatchAwaited(BatchStopped):
    message = lazy_("Đơn đặt trước này chưa có lô. Hãy chia hàng cho đợt đặt trước rồi gói.")


class VisitTooNear(TooLateToCancel):
    message = lazy_("Đã quá hạn hủy của buổi tham quan này. Hãy gọi người đón khách.")


class PackedElsewhere(Conflict):
    """Names who packs the combo."""

    def __init__(self, packer: str) -> None:
        super().__init__(
            lazy_(
                "Đơn này thuộc một hộp quà do %(packer)s gói và gửi. Hãy đưa hàng cho người gói.",
                packer=packer,
            )
        )


class NotAllAtPacker(Conflict):
    """Names whose goods are not there yet."""

    def __init__(self, sellers: str) -> None:
        super().__init__(
            lazy_(
                "Chưa gói được: hàng của %(sellers)s chưa đến. Đến rồi thì bấm “Hàng đã đến”.",
                sellers=sellers,
            )
        )


class ReasonMissing(DomainError):
    message = lazy_("Hãy cho người mua biết lý do.")


class NoSuchOrder(NotFound):
    message = lazy_("Không mở được đơn này. Hãy tra bằng mã đơn và số điện thoại đã đặt.")


class WrongNumberOrPhone(NotFound):
    message = lazy_("Không có đơn nào khớp cả mã đơn và số điện thoại này.")


class NoSuchLine(NotFound):
    message = lazy_("Đơn này không có mặt hàng đó.")


class BatchUnfit(BatchStopped):
    message = lazy_(
        "Đơn có lô đã quá hạn hoặc chưa được cho xuất bán, không gói được. Hãy chọn lô khác."
    )
