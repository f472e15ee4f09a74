"""The refusals of the balance. `field` names the part of the form a refusal belongs to."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class BalanceRefused(DomainError):
    """Parent of what an entry can be refused for."""

    field = ""


class NotAWeight(BalanceRefused):
    field = "unit"
    message = lazy_("Năng suất ghi bằng kg, yến, tạ hoặc tấn trên một ha.")


class NoSuchYield(BalanceRefused):
    field = "amount"
    message = lazy_("Con số này không thể là năng suất một ha. Xem lại số và đơn vị.")


class SeasonBackwards(BalanceRefused):
    field = "last_day"
    message = lazy_("Ngày cuối vụ phải từ ngày đầu vụ trở đi, và một vụ không dài quá 400 ngày.")


class SeasonsOverlap(BalanceRefused, Conflict):
    field = "first_day"
    message = lazy_("Loại cây này đã có mức cho những ngày đó. Rút mức cũ trước, rồi ghi mức mới.")


class SourceMissing(BalanceRefused):
    field = "source"
    message = lazy_("Ghi số văn bản hoặc tài liệu làm căn cứ. Không có căn cứ thì không ghi mức.")


class AlreadyWithdrawn(BalanceRefused, Conflict):
    message = lazy_("Mức này đã được rút.")


class InThePast(BalanceRefused):
    field = "since"
    message = lazy_("Mức chênh mới chỉ tính từ hôm nay trở đi, không đổi những vụ đã qua.")


class PercentOutOfRange(BalanceRefused):
    field = "percent"
    message = lazy_("Mức chênh từ 0 đến 100 phần trăm.")


class NothingToAccept(BalanceRefused):
    message = lazy_("Vụ này không vượt mức, không cần xác nhận gì.")
