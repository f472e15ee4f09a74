"""Why the index cannot answer or be written just now."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class IndexMissing(DomainError):
    """There is no index, or it is damaged. `ocop search rebuild` makes a new one."""

    message = lazy_("Chưa tìm kiếm được lúc này. Mời bạn xem danh sách sản phẩm hoặc thử lại sau.")


class IndexBusy(Conflict):
    """Another process has been writing the index for too long."""

    message = lazy_("Chỉ mục tìm kiếm đang được cập nhật. Vui lòng thử lại sau ít phút.")
