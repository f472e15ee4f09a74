"""The refusals of disclosures."""

from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import lazy_


class NothingKept(NotFound):
    message = lazy_(
        "Đơn này không có bản lưu điều đã báo trước khi đặt: đơn đặt trước ngày chợ bắt đầu lưu, "
        "hoặc là đơn gửi hàng thay. Biên nhận của đơn vẫn đọc được."
    )
