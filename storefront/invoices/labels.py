"""The words of invoice requests."""

from catalog.kernel.i18n import lazy_
from storefront.invoices.rules import State

STATE = {
    State.ASKED: lazy_("đã yêu cầu, còn sửa được"),
    State.HANDED_OVER: lazy_("đang lập hóa đơn"),
    State.ISSUED: lazy_("đã có hóa đơn"),
}
PARTS = {
    "cho": lazy_("Chờ lập"),
    "dang-lap": lazy_("Đang lập"),
    "xong": lazy_("Đã có số"),
}
