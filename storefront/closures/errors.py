"""Refusals of closures."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from storefront.closures.rules import Fault

FAULTS = {
    Fault.PAST: lazy_("Ngày cuối nghỉ đã qua."),
    Fault.ORDER: lazy_("Ngày cuối nghỉ không thể trước ngày đầu."),
    Fault.TOO_FAR: lazy_("Xa quá một năm. Hãy ghi ngày gần hơn, hoặc để trống ngày cuối."),
}


class ImpossibleClosure(DomainError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(FAULTS[fault])
        self.fault = fault


class NotClosed(Conflict):
    message = lazy_("Cửa hàng đang mở, không có đợt nghỉ nào.")


class NotYourGoods(DomainError):
    message = lazy_("Hãy chọn một loại hàng của cơ sở.")


class OffSale(DomainError):
    """Goods cannot be ordered now; says until when."""
