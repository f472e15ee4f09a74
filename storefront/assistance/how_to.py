"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="assistance.oversee",
        title=lazy_("Nhờ người làm thay"),
        steps=(
            lazy_("Bạn đồng ý bằng mã gửi về điện thoại của bạn."),
            lazy_("Mọi việc họ làm đều ghi tên họ và báo cho bạn."),
            lazy_("Muốn thôi lúc nào cũng được, không cần hỏi ai."),
        ),
        beside=("assistance_seller",),
        page="assistance_seller.helpers",
    ),
)
