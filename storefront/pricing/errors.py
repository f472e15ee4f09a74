"""Refusals of prices and promotions."""

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_
from storefront.pricing.rules.steps import StepFault

STEP_WORDS = {
    StepFault.TOO_FEW: lazy_("Giá mua nhiều bắt đầu từ 2 đơn vị trở lên."),
    StepFault.OVERLAP: lazy_("Mức này trùng hoặc thấp hơn mức phía trên. Ghi số lượng tăng dần."),
    StepFault.NOT_LOWER: lazy_("Mua nhiều hơn thì giá phải thấp hơn mức phía trên."),
    StepFault.TOO_DEAR: lazy_("Giá mua nhiều phải thấp hơn giá bán thường."),
    StepFault.NO_PRICE: lazy_("Giá phải từ 1 ₫ trở lên."),
}


class ImpossibleSteps(DomainError):
    """Says which row cannot be, and why."""

    def __init__(self, row: int, fault: StepFault) -> None:
        super().__init__(STEP_WORDS[fault])
        self.row, self.fault = row, fault


class TooManySteps(DomainError):
    message = lazy_("Nhiều nhất 5 mức giá mua nhiều cho mỗi quy cách.")


class UsedUp(DomainError):
    """The last use of a promotion was taken by somebody faster."""

    def __init__(self, name: str) -> None:
        message = lazy_("Ưu đãi “%(name)s” vừa dùng hết lượt. Chưa đặt gì cả.", name=name)
        super().__init__(message)
