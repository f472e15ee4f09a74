"""Why a recognition is not entered or revoked, and why a register is not read."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class RegisterUnreadable(DomainError):
    """The file as a whole is no register; the message says why."""


class DecisionUnreadable(DomainError):
    message = lazy_("Số quyết định không đúng dạng. Ví dụ: 437/QĐ-UBND.")


class DateOutOfRange(DomainError):
    message = lazy_("Ngày quyết định phải từ năm 2018 đến hôm nay.")


class StarsOutOfRange(DomainError):
    message = lazy_("Chỉ hạng 3, 4 và 5 sao được công nhận.")


class AlreadyEntered(Conflict):
    message = lazy_("Sản phẩm này đã có công nhận theo quyết định đó.")


class NothingToMove(Conflict):
    message = lazy_("Món này trong sổ không còn công nhận nào. Xem lại danh sách.")


class RubricUnknown(DomainError):
    message = lazy_("Chưa có bộ tiêu chí nào có hiệu lực vào ngày quyết định.")


class AlreadyRevoked(Conflict):
    message = lazy_("Công nhận này đã bị thu hồi.")


class RevokedTooEarly(DomainError):
    message = lazy_("Ngày thu hồi phải từ ngày công nhận đến hôm nay.")
