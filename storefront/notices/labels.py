"""The words a buyer reads or hears about a stopped batch."""

from catalog.kernel.i18n import _, lazy_
from storefront.notices.rules import Channel
from traceability.batches.rules import RecallState

CHANNEL = {Channel.PHONE: lazy_("gọi, nhắn"), Channel.MAIL: lazy_("gửi thư")}


def message(state: str, goods: str, code: str, what_to_do: str | None, address: str) -> str:
    """The text to send: at most three short sentences and the address of the batch."""
    if state == RecallState.NORMAL:
        said = _(
            "%(goods)s, lô %(code)s bạn đã mua hoặc được tặng: kiểm tra đạt, dùng được.",
            goods=goods,
            code=code,
        )
    elif state == RecallState.QUARANTINED:
        said = _(
            "%(goods)s, lô %(code)s bạn đã mua hoặc được tặng đang tạm dừng để kiểm tra. "
            "Xin khoan dùng.",
            goods=goods,
            code=code,
        )
    else:
        said = _(
            "%(goods)s, lô %(code)s bạn đã mua hoặc được tặng đang bị thu hồi. Xin đừng dùng.",
            goods=goods,
            code=code,
        )
    advice = f" {what_to_do}" if what_to_do and state != RecallState.NORMAL else ""
    return f"{said}{advice} {address}"
