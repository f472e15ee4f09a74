"""The refusals of webhooks."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_
from storefront.webhooks.rules import MOST_ENDPOINTS, Fault


class NotAnAddress(DomainError):
    """An address news may not go to, said in words."""

    WORDS = {
        Fault.UNREADABLE: lazy_("Không đọc được địa chỉ này. Ví dụ: https://may.vi-du.vn/cho-xa."),
        Fault.NOT_HTTPS: lazy_("Địa chỉ phải bắt đầu bằng https://."),
        Fault.CREDENTIALS: lazy_("Địa chỉ không được chứa tên, mật khẩu hay dấu #."),
        Fault.PORT: lazy_("Chỉ nhận cổng 443 hoặc 8443."),
        Fault.PRIVATE: lazy_("Địa chỉ này nằm trong mạng riêng, chợ không gửi tới đó."),
    }

    def __init__(self, fault: Fault) -> None:
        super().__init__(self.WORDS[fault])


class NothingChosen(DomainError):
    message = lazy_("Hãy chọn ít nhất một loại tin.")


class TooManyEndpoints(DomainError):
    message = lazy_("Nhiều nhất %(most)s kết nối. Hãy tắt một kết nối trước.", most=MOST_ENDPOINTS)


class NoSuchEndpoint(NotFound):
    message = lazy_("Không có kết nối này.")


class NoSuchDelivery(NotFound):
    message = lazy_("Không có tin này.")


class BodyGone(Conflict):
    message = lazy_("Nội dung tin này đã xóa, không gửi lại được.")


class StillOnItsWay(Conflict):
    message = lazy_("Tin này còn đang được gửi.")
