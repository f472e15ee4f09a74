"""The refusals of events. `field` names the part of the form the refusal belongs to."""

from decimal import ROUND_CEILING, Decimal
from typing import Any

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_

SHOWN = Decimal("0.0001")


class EventRefused(DomainError):
    """Parent of what an event can be refused for."""

    field = ""


class PartMissing(EventRefused):
    message = lazy_("Việc này thiếu lô đưa vào hoặc lô làm ra.")


class PartNotAllowed(EventRefused):
    message = lazy_("Việc này không có phần đó: chỉ ghi những lô thật sự liên quan.")


class SameBatchTwice(EventRefused):
    message = lazy_("Một lô không thể vừa đưa vào vừa làm ra, và mỗi lô chỉ ghi một dòng.")


class InTheFuture(EventRefused):
    field = "ended_on"
    message = lazy_("Ngày này chưa tới. Chỉ ghi việc đã làm.")


class TooLongAgo(EventRefused):
    field = "ended_on"
    message = lazy_("Chỉ ghi việc làm từ năm 2000 trở lại đây. Hãy xem lại năm.")


class BeganTooLongAgo(TooLongAgo):
    field = "started_on"


class EndsBeforeItBegins(EventRefused):
    field = "ended_on"
    message = lazy_("Ngày kết thúc phải từ ngày bắt đầu trở đi.")


class UnitUnknown(EventRefused):
    field = "unit"
    message = lazy_("Không rõ đơn vị này. Dùng kg, yến, tạ, tấn, lít, hoặc gói, chai, hộp.")


class QuantityTooSmall(EventRefused):
    field = "amount"
    message = lazy_("Số lượng phải lớn hơn 0.")


class QuantityTooLarge(EventRefused):
    field = "amount"
    message = lazy_("Số lượng lớn quá. Xem lại con số và đơn vị.")


class PartnerUnknown(EventRefused):
    field = "partner"
    message = lazy_("Bên giao nhận phải là một chủ thể khác có trong hệ thống.")


class StepUnknown(EventRefused):
    field = "step"
    message = lazy_("Bước này chưa có trong danh mục. Chọn một bước trong danh sách.")


class ReasonMissing(EventRefused):
    field = "reason"
    message = lazy_("Cần ghi lý do, để người xem sau này hiểu.")


class SamePerson(EventRefused):
    field = "confirmed_by"
    message = lazy_("Người xác nhận phải là người khác với người ghi.")


class AlreadyDecided(Conflict):
    message = lazy_("Yêu cầu này đã có người trả lời.")


class CapNotAllowed(EventRefused):
    field = "most"
    message = lazy_("Định mức cần tên bước, đơn vị, một số lớn hơn 0 và nguồn của con số.")


class _AboutBatch(EventRefused):
    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(str(self.message) % {"code": code, **values})


class UnitMismatch(_AboutBatch):
    field = "unit"
    message = lazy_("Lô %(code)s tính bằng %(unit)s, không cộng chung với đơn vị vừa nhập.")


class Overdrawn(_AboutBatch):
    field = "amount"
    message = lazy_("Lô %(code)s chỉ còn %(left)s, không đủ để đưa vào.")


class MadeTooMuch(_AboutBatch):
    field = "amount"
    message = lazy_("Lô %(code)s đã ghi làm ra đủ %(whole)s, không ghi thêm được.")


class InputStopped(_AboutBatch):
    field = "inputs"
    message = lazy_(
        "Lô %(code)s hoặc nguyên liệu của nó đang tạm dừng hoặc thu hồi, không dùng được."
    )


class InputPastBestBefore(_AboutBatch):
    field = "inputs"
    message = lazy_("Lô %(code)s đã quá hạn dùng vào ngày này, không dùng được.")


class InputNotReleased(_AboutBatch):
    field = "inputs"
    message = lazy_("Lô %(code)s đã đóng gói nhưng chưa cho bán ra, nên chưa dùng tiếp được.")


class InputOfAnother(_AboutBatch):
    field = "inputs"
    message = lazy_(
        "Lô %(code)s của cơ sở khác và chưa được xuất cho cơ sở này. Nhờ bên kia ghi xuất hàng."
    )


class SeenOfAnother(_AboutBatch):
    field = "seen"
    message = lazy_("Lô %(code)s của cơ sở khác, không ghi thay được.")


class CountedTooMuch(_AboutBatch):
    field = "amount"
    message = lazy_(
        "Lô %(code)s chỉ có thể còn %(left)s vào ngày đếm. "
        "Nếu đã làm ra nhiều hơn, sửa việc làm ra."
    )


class CountedTooLittle(_AboutBatch):
    field = "amount"
    message = lazy_("Sau ngày đếm đã ghi dùng %(used)s của lô %(code)s, nhiều hơn số đếm được.")


class YieldTooHigh(EventRefused):
    """More came out than the step gives; `found` and `most` are output per input."""

    field = "outputs"
    message = lazy_(
        "Mỗi phần đưa vào ra %(found)s phần, bước này nhiều nhất %(most)s. Xem lại số lượng và "
        "đơn vị; nếu đúng, ghi lý do để người thứ hai xác nhận."
    )

    def __init__(self, found: Any, most: Any) -> None:
        self.found, self.most = found, most
        # Rounded up: what is too much never reads as if it were not.
        words = {"found": _plain(found.quantize(SHOWN, ROUND_CEILING)), "most": _plain(most)}
        super().__init__(str(self.message) % words)


class CustodyTooStrict(_AboutBatch):
    field = "outputs"
    message = lazy_(
        "Lô %(code)s khai giữ riêng chặt hơn nguyên liệu của nó. Chọn lại cách giữ hàng của lô."
    )


class OutputStillUsed(_AboutBatch):
    field = "outputs"
    message = lazy_("Lô %(code)s đã được dùng tiếp. Sửa những việc dùng nó trước.")


class UsedMoreThanLeft(_AboutBatch):
    field = "outputs"
    message = lazy_("Sửa như vậy thì lô %(code)s không đủ cho những việc đã dùng nó.")


class InputNotMadeYet(_AboutBatch):
    field = "started_on"
    message = lazy_("Lô %(code)s được làm ra sau ngày này. Xem lại ngày.")


class OutputUsedBefore(_AboutBatch):
    field = "ended_on"
    message = lazy_("Lô %(code)s đã được dùng trước ngày này. Xem lại ngày.")


class GoesInACircle(_AboutBatch):
    field = "outputs"
    message = lazy_(
        "Lô %(code)s là nguyên liệu của chính lô đưa vào: nguồn gốc không thể quay vòng."
    )


class OutputOfAnother(_AboutBatch):
    field = "outputs"
    message = lazy_("Lô %(code)s không phải của chủ thể này.")


class AreaNotHarvested(EventRefused):
    field = "areas"
    message = lazy_("Vùng trồng chỉ ghi cho lô vừa thu hoạch hoặc nhận về trong việc này.")


class AreaOfAnother(_AboutBatch):
    field = "areas"
    message = lazy_(
        "Vùng %(code)s trong sổ là của cơ sở khác. Ghi “Nhận nguyên liệu” nếu hàng mua từ vùng đó."
    )


class AreasTooLarge(_AboutBatch):
    field = "areas"
    message = lazy_("Các vùng trồng cộng lại nhiều hơn số lượng của lô %(code)s.")


class WitnessMissing(EventRefused):
    field = "confirmed_by"
    message = lazy_("Mức xác nhận này cần tên bên xác nhận, khác người ghi.")


class AlreadyCorrected(Conflict):
    message = lazy_("Việc này đã được sửa bằng một bản ghi khác. Hãy sửa bản ghi mới nhất.")


def _plain(value: Any) -> str:
    return f"{value.normalize():f}".replace(".", ",")
