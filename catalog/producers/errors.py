"""Why a producer is not entered."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class NameMissing(DomainError):
    message = lazy_("Tên chủ thể phải có từ 2 đến 200 ký tự.")


class AlreadyVerified(Conflict):
    message = lazy_("Chủ thể này đã được xác minh.")
