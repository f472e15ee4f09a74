"""The refusals of recalls."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class MayNotFollow(Conflict):
    message = lazy_("Trạng thái này không thể đi sau trạng thái hiện nay của lô.")


class SamePerson(Conflict):
    message = lazy_(
        "Người đã dừng lô %(code)s không tự cho qua được. "
        "Nhờ một người khác có quyền xem lại và ghi."
    )

    def __init__(self, code: str) -> None:
        super().__init__(str(self.message) % {"code": code})


class NothingChosen(DomainError):
    message = lazy_("Chọn ít nhất một lô.")


class InTheFuture(DomainError):
    message = lazy_("Ngày này chưa tới. Chỉ ghi điều đã có hiệu lực.")


class ReasonMissing(DomainError):
    message = lazy_("Cần ghi lý do để người mua và cơ quan kiểm tra hiểu.")


class AdviceMissing(DomainError):
    message = lazy_("Cần ghi người mua phải làm gì và liên hệ ai.")
