"""Why a typed or scanned code leads nowhere, said to the person who holds the pack."""

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class NotOurs(DomainError):
    message = lazy_(
        "Mã này không thuộc hệ thống của chúng tôi, nên chúng tôi không mở nó. "
        "Hãy tìm mã lô in trên gói hàng."
    )


class Mistyped(DomainError):
    message = lazy_(
        "Có lẽ gõ nhầm một ký tự: ký tự cuối không khớp với các ký tự trước. "
        "Hãy so lại từng chữ với mã in trên gói hàng."
    )


class UnknownGoods(DomainError):
    message = lazy_(
        "Mã vạch này đúng dạng nhưng chưa có sản phẩm nào ở đây mang mã đó. "
        "Hãy thử mã lô in gần ngày sản xuất."
    )


class NotACode(DomainError):
    message = lazy_("Đây không phải mã lô hay mã vạch. Mã lô có dạng như CT2611-03K7M-X.")
