"""The refusals of assistance."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class WrongDays(DomainError):
    message = lazy_("Ngày chưa đúng: từ hôm nay trở đi, nhiều nhất một năm.")


class NoPaperNamed(DomainError):
    message = lazy_("Ghi giấy đã xem: giấy gì, ai ký, ngày nào.")


class OwnHousehold(DomainError):
    message = lazy_("Bạn đã là người của cơ sở này nên không cần làm thay.")


class HelpsAlready(Conflict):
    message = lazy_("Bạn đang được làm thay cho cơ sở này rồi.")


class NoPhone(DomainError):
    message = lazy_("Chưa có số di động của hộ này để gửi mã. Hãy dùng giấy đồng ý.")


class OtherHousehold(Conflict):
    message = lazy_(
        "Chưa ghi gì cả: lúc mở trang này bạn đang làm cho một cơ sở khác. Sự đồng ý làm thay "
        "đã hết, hoặc bạn đã đổi cơ sở ở một trang khác. Hãy xem bạn đang làm cho ai, "
        "rồi mở lại trang và ghi lại."
    )
