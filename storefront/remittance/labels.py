"""The words for differences and how they end."""

from catalog.kernel.i18n import lazy_
from storefront.remittance.rules import Difference, Outcome

DIFFERENCE = {
    Difference.UNKNOWN: lazy_("Không có kiện nào mang mã này"),
    Difference.DOUBLE: lazy_("Kê hai lần"),
    Difference.AMOUNT: lazy_("Lệch tiền"),
    Difference.MISSING: lazy_("Đã phát mà chưa kê"),
}

OUTCOME = {
    Outcome.PAID_LATER: lazy_("Bên giao hàng trả bù"),
    Outcome.GIVEN_BACK: lazy_("Đã trả lại phần thừa"),
    Outcome.CARRIER_ERROR: lazy_("Bên giao hàng kê sai, đã báo sửa"),
    Outcome.BORNE: lazy_("Chợ chịu phần lệch"),
    Outcome.IN_STATEMENT: lazy_("Có trong bảng kê sau"),
}
