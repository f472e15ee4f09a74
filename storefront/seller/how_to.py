"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="seller.closing",
        title=lazy_("Nghỉ bán mấy ngày"),
        steps=(
            lazy_("Ghi nghỉ từ ngày nào đến ngày nào, thêm một lời cho khách."),
            lazy_("Không ai đặt thêm được; đơn đã đặt vẫn phải gói và giao."),
            lazy_("Hết ngày nghỉ cửa hàng tự mở lại."),
        ),
        beside=("seller_closing",),
        page="seller_closing.closing",
    ),
    HowTo(
        key="seller.members",
        title=lazy_("Thêm người làm cùng"),
        steps=(
            lazy_("Người đó mở tài khoản bằng số điện thoại của mình trước."),
            lazy_(
                "Bạn ghi số đó ở đây, người đó tự gõ mã vừa tới máy mình. Đừng cho ai "
                "mật khẩu của bạn."
            ),
            lazy_("Ai thôi làm thì bấm cho thôi, máy của họ ra ngay."),
        ),
        beside=("seller.members", "seller.join", "seller.remove_member"),
        page="seller.members",
    ),
    HowTo(
        key="seller.batches",
        title=lazy_("Lô hàng và mã trên gói"),
        steps=(
            lazy_("Mỗi lần làm ra một mẻ là một lô, có mã riêng."),
            lazy_("Ghi vào sổ: hái, làm, đóng gói. Rồi in tem và dán lên gói."),
            lazy_("Khách quét mã thấy hàng từ đâu, ai làm, hạn nào."),
        ),
        beside=("seller.batches",),
        page="seller.batches",
    ),
)
