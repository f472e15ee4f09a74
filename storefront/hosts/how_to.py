"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="hosts.name",
        title=lazy_("Dùng tên miền của mình"),
        steps=(
            lazy_("Mua tên miền ở nơi bạn tin, rồi gõ tên đó vào đây."),
            lazy_("Ở nơi mua, thêm hai bản ghi viết sẵn ở đây; không rành thì nhờ họ làm giúp."),
            lazy_("Cán bộ xem rồi xác nhận. Tem và mã QR vẫn in địa chỉ của chợ."),
        ),
        beside=("hosts_seller",),
        page="hosts_seller.host",
    ),
)
