"""The templates: every text that leaves by Zalo, SMS or mail, and words of the desk's page."""

from catalog.kernel.i18n import _, lazy_
from storefront.messages.rules import Channel, Kind, State

KIND = {
    Kind.CODE: lazy_("Mã dùng một lần"),
    Kind.ORDER_PLACED: lazy_("Đã nhận đơn"),
    Kind.ORDER_SHIPPED: lazy_("Hàng đã gửi đi"),
    Kind.ORDER_MOVED: lazy_("Đổi ngày giao"),
    Kind.ORDER_CUT: lazy_("Đơn bị bớt món"),
    Kind.ORDER_CORRECTED: lazy_("Nơi nhận đã sửa"),
    Kind.ORDER_CALLED_OFF: lazy_("Đơn đã hủy"),
    Kind.NEWS: lazy_("Có trả lời"),
    Kind.HELP_BEGUN: lazy_("Có người làm thay"),
    Kind.ACCOUNT_CHANGED: lazy_("Tài khoản nhận tiền vừa đổi"),
    Kind.PHONE_CHANGING: lazy_("Sắp đổi số điện thoại"),
    Kind.OWNER_ADDED: lazy_("Thêm chủ cơ sở"),
    Kind.OWNER_REMOVED: lazy_("Bớt chủ cơ sở"),
}
CHANNEL = {
    Channel.ZALO: lazy_("Zalo"),
    Channel.SMS: lazy_("tin nhắn SMS"),
    Channel.MAIL: lazy_("thư điện tử"),
}
STATE = {
    State.WAITING: lazy_("đang chờ gửi"),
    State.SENT: lazy_("đã gửi"),
    State.FAILED: lazy_("không gửi được"),
    State.EXPIRED: lazy_("quá hạn, không gửi"),
}


def text(kind: Kind, shop: str, values: dict[str, str]) -> str:
    """The template of `kind` in the language now spoken, filled in."""
    given = {"shop": shop, **values}
    if kind == Kind.CODE:
        return _(
            "%(shop)s: %(code)s là mã để %(act)s. Mã dùng được trong 5 phút. "
            "Đừng đọc mã này cho ai, kể cả người xưng là nhân viên.",
            **given,
        )
    if kind == Kind.ACCOUNT_CHANGED:
        return _(
            "%(shop)s: %(seller)s vừa đổi nhận tiền sang %(bank)s …%(ending)s. "
            "Không phải bạn? Dừng trước %(until)s: %(address)s",
            **given,
        )
    if kind == Kind.PHONE_CHANGING:
        return _(
            "%(shop)s: tài khoản của bạn sẽ chuyển sang số …%(ending)s lúc %(moment)s. "
            "Không phải bạn? Dừng ngay, không cần đăng nhập: %(address)s",
            **given,
        )
    if kind == Kind.HELP_BEGUN:
        return _(
            "%(shop)s: %(helper)s được làm thay %(household)s đến %(day)s. "
            "Không đúng? Vào Bán hàng, mục Người làm thay để dừng, hoặc gọi chợ ngay.",
            **given,
        )
    if kind == Kind.OWNER_ADDED:
        return _(
            "%(shop)s: %(name)s vừa thành chủ của %(seller)s, đổi được tài khoản nhận tiền. "
            "Không đúng? Gọi chợ ngay.",
            **given,
        )
    if kind == Kind.OWNER_REMOVED:
        return _(
            "%(shop)s: %(name)s vừa thôi làm chủ %(seller)s. Không đúng? Gọi chợ ngay.",
            **given,
        )
    if kind == Kind.NEWS:
        return _("%(shop)s: có tin mới về %(number)s. Xem: %(address)s", **given)
    return _of_order(kind, given)


def _of_order(kind: Kind, given: dict[str, str]) -> str:
    if kind == Kind.ORDER_PLACED:
        return _(
            "%(shop)s đã nhận đơn %(number)s, tổng %(total)s. Xem đơn: %(address)s",
            **given,
        )
    if kind == Kind.ORDER_SHIPPED:
        return _(
            "%(shop)s: đơn %(number)s đã gửi đi, dự kiến đến trước hết ngày %(day)s. "
            "Xem đơn: %(address)s",
            **given,
        )
    if kind == Kind.ORDER_MOVED:
        return _(
            "%(shop)s: đơn %(number)s đổi ngày giao, nay từ %(first)s đến %(day)s. "
            "Vì sao, và hủy để lấy lại tiền: %(address)s",
            **given,
        )
    if kind == Kind.ORDER_CUT:
        return _(
            "%(shop)s: đơn %(number)s bị bớt món, nay còn %(total)s. Bớt gì, vì sao: %(address)s",
            **given,
        )
    if kind == Kind.ORDER_CORRECTED:
        return _(
            "%(shop)s: nơi nhận của đơn %(number)s vừa được sửa giúp bạn. "
            "Không đúng? Gọi người bán ngay. Xem đơn: %(address)s",
            **given,
        )
    return _("%(shop)s: đơn %(number)s đã hủy. Lý do và tiền: %(address)s", **given)


def subject(kind: Kind, shop: str) -> str:
    """The head of a mail."""
    return f"{shop}: {KIND[kind]}"
