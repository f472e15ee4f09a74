"""The refusals of opening a shop."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class NotATaxCode(DomainError):
    message = lazy_(
        "Mã số thuế chưa đúng: có 10 hoặc 13 chữ số, hộ gia đình có thể dùng 12 chữ số. "
        "Xem lại trên giấy đăng ký, từng số một."
    )


class TaxCodeTaken(Conflict):
    """Says nothing about who has it."""

    message = lazy_(
        "Không dùng được mã số thuế này. Hãy xem lại từng số; nếu đúng là của bạn, "
        "gọi cán bộ để được giúp. Những gì bạn đã ghi vẫn còn."
    )


class TooManyShops(DomainError):
    message = lazy_("Bạn đang mở dở 3 cửa hàng. Hãy làm xong một cửa hàng trước.")


class NotOpenForChanges(Conflict):
    message = lazy_(
        "Hồ sơ đã nộp hoặc đã được xác minh nên không sửa ở đây được. Cần sửa, hãy gọi cán bộ."
    )


class StillMissing(DomainError):
    """Names what is missing."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(lazy_("Còn thiếu: %(names)s.", names=", ".join(names)))


class NotThatStep(Conflict):
    message = lazy_("Hồ sơ này vừa đổi trạng thái. Hãy xem lại trước khi làm tiếp.")


class NotWaivable(DomainError):
    message = lazy_("Điều kiện này không được miễn.")


class OwnShop(DomainError):
    message = lazy_("Bạn làm ở cửa hàng này nên không tự xác minh được. Nhờ cán bộ khác.")


class AlreadyClaimed(Conflict):
    message = lazy_("Bạn đã gửi yêu cầu nhận cơ sở này. Cán bộ sẽ liên hệ với bạn.")


class AlreadyAnswered(Conflict):
    message = lazy_("Yêu cầu nhận cơ sở này đã được trả lời.")


class NotToClaim(DomainError):
    message = lazy_("Cơ sở này đã có người bán hàng ở đây. Hãy nhờ chủ cơ sở thêm bạn vào.")
