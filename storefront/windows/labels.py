"""The words for windows and their reasons."""

from catalog.kernel.i18n import lazy_
from storefront.windows.rules import ChangeKind, WindowState

STATE = {
    WindowState.SOON: lazy_("Chưa đến ngày nhận đặt"),
    WindowState.OPEN: lazy_("Đang nhận đặt"),
    WindowState.FULL: lazy_("Đã đặt hết"),
    WindowState.WAITING: lazy_("Hết ngày nhận đặt"),
    WindowState.CALLED_OFF: lazy_("Đã hủy"),
}

CHANGE = {
    ChangeKind.DELAYED: lazy_("Đổi ngày có hàng"),
    ChangeKind.CALLED_OFF: lazy_("Hủy đợt"),
}
