"""Why a host name is not taken."""

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_
from storefront.hosts.rules import Fault


class NoSuchHost(NotFound):
    message = lazy_("Không có tên miền này.")


class ImpossibleHost(DomainError):
    """`fault` says why."""

    MESSAGES = {
        Fault.UNREADABLE: lazy_("Không đọc được tên miền này. Ghi như vuonnha.vn."),
        Fault.ADDRESS: lazy_("Đây là địa chỉ số của máy. Ghi tên miền, như vuonnha.vn."),
        Fault.PORT: lazy_("Bỏ dấu hai chấm và số phía sau. Ghi như vuonnha.vn."),
        Fault.PATH: lazy_("Chỉ ghi tên miền, không ghi phần sau dấu gạch chéo."),
        Fault.OURS: lazy_("Tên miền này là của chợ. Hãy dùng tên miền của bạn."),
        Fault.RESERVED: lazy_("Tên miền này không ai mua được. Ghi như vuonnha.vn."),
    }

    def __init__(self, fault: Fault) -> None:
        self.message = self.MESSAGES[fault]
        super().__init__()


class OneAlready(Conflict):
    message = lazy_("Bạn đã có một tên miền. Hãy bỏ nó trước khi xin tên khác.")


class TakenHost(Conflict):
    message = lazy_("Tên miền này đang là của một người bán khác.")


class HostMoved(Conflict):
    message = lazy_("Tên miền này vừa được người khác xem. Hãy tải lại trang.")


class NotVerified(DomainError):
    message = lazy_("Người bán này chưa được xác minh, nên chưa có trang ở tên miền riêng.")
