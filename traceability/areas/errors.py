"""The refusals of growing areas. `field` names the part of the form a refusal belongs to."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class AreaRefused(DomainError):
    """Parent of what an entry about an area can be refused for."""

    field = ""


class CodeTaken(AreaRefused, Conflict):
    field = "code"
    message = lazy_("Mã này đã có trong sổ. Hãy tìm mã đó và ghi thêm tình trạng mới.")


class CodeOfAnother(AreaRefused, Conflict):
    field = "code"
    message = lazy_("Mã này trong sổ là của cơ sở khác. Nếu mã là của bạn, hãy báo cho cán bộ.")


class CodeMissing(AreaRefused):
    field = "code"
    message = lazy_("Ghi mã như trên giấy, hoặc chọn “Chưa có mã”.")


class CodeNotNeeded(AreaRefused):
    field = "code"
    message = lazy_("Nơi chưa có mã thì bỏ trống ô này.")


class HasNoCode(AreaRefused):
    field = "state"
    message = lazy_("Nơi này chưa có mã nên không có tình trạng. Có mã rồi thì ghi thành mã mới.")


class InTheFuture(AreaRefused):
    field = "since"
    message = lazy_("Ngày này chưa tới. Chỉ ghi điều đã có hiệu lực.")


class NotInOrder(AreaRefused):
    field = "since"
    message = lazy_(
        "Ngày này sớm hơn tình trạng ghi gần nhất. Lịch sử chỉ ghi tiếp, không chen vào giữa."
    )


class NothingToTakeBack(AreaRefused):
    message = lazy_("Mã này không còn tình trạng nào để khai là ghi nhầm.")


class MayNotFollow(AreaRefused):
    field = "state"
    message = lazy_("Tình trạng này không thể đi sau tình trạng hiện nay của mã.")


class EndsBeforeItBegins(AreaRefused):
    field = "until"
    message = lazy_("Ngày hết hạn phải sau ngày bắt đầu.")


class TooSmallOrLarge(AreaRefused):
    field = "hectares"
    message = lazy_("Diện tích phải lớn hơn 0 và không quá 100.000 ha.")


class NotAPoint(AreaRefused):
    field = "point"
    message = lazy_("Không đọc được tọa độ. Ghi như 10.0312, 105.7821 (vĩ độ trước, kinh độ sau).")


class TurnedRound(AreaRefused):
    field = "point"
    message = lazy_("Vĩ độ và kinh độ bị đổi chỗ: vĩ độ (từ 8 đến 23) đứng trước.")


class NotInVietnam(AreaRefused):
    field = "point"
    message = lazy_("Tọa độ này nằm ngoài Việt Nam. Xem lại từng con số.")


class NothingNew(AreaRefused):
    message = lazy_("Chưa có gì khác so với sổ.")


class AlreadyDecided(AreaRefused, Conflict):
    message = lazy_("Đề nghị này đã có người trả lời. Hãy tải lại trang.")


class AlreadyProposed(AreaRefused, Conflict):
    field = "code"
    message = lazy_("Bạn đã đề nghị mã này, cán bộ chưa trả lời.")
