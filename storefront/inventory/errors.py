"""Refusals of the stock room."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class SoldOut(DomainError):
    """Too few sellable units of a variant. `variant_id` says of which."""

    message = lazy_("Không còn đủ hàng.")

    def __init__(self, variant_id: int) -> None:
        super().__init__()
        self.variant_id = variant_id


class StockMoved(Conflict):
    message = lazy_("Số trong kho vừa thay đổi. Hãy xem số mới rồi đếm lại.")


class BelowAllocated(DomainError):
    message = lazy_("Số đếm được ít hơn số khách đã đặt. Hãy từ chối bớt đơn trước, rồi đếm lại.")


class NotAPossibleCount(DomainError):
    message = lazy_("Số lượng phải từ 0 đến 100.000.")


class NothingReceived(DomainError):
    message = lazy_("Số lượng nhập phải từ 1 đến 100.000.")


class NoBatchOnSale(Conflict):
    message = lazy_(
        "Không có lô nào đang bán được để thêm. Hãy nhập hàng mới đóng gói, hoặc cho lô xuất bán."
    )


class NothingFree(Conflict):
    message = lazy_("Không còn gói nào để bớt: phần còn lại khách đã đặt, hoặc lô không được bán.")


class TapGone(Conflict):
    message = lazy_("Không hoàn lại được nữa. Hãy mở lô và đếm lại.")


class WrongBatch(DomainError):
    message = lazy_("Lô này không phải của sản phẩm đó.")


class OtherBatchShort(Conflict):
    message = lazy_("Lô này không còn đủ hàng bán được. Hãy chọn lô khác.")
