"""The words for news and what became of it."""

from catalog.kernel.i18n import lazy_
from storefront.webhooks.rules import Kind, State

KIND = {
    Kind.PING: lazy_("Tin thử"),
    Kind.ORDER_PLACED: lazy_("Có đơn mới"),
    Kind.ORDER_CHANGED: lazy_("Đơn sang bước khác, hoặc bớt, thêm món"),
    Kind.STOCK_CHANGED: lazy_("Số hàng trong kho đổi"),
    Kind.BATCH_CHANGED: lazy_("Lô bị giữ, thu hồi hoặc được thả"),
}
STATE = {
    State.WAITING: lazy_("đang gửi"),
    State.DELIVERED: lazy_("đã nhận"),
    State.DEAD: lazy_("đã dừng"),
}
