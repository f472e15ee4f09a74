"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="areas.propose",
        title=lazy_("Đề nghị ghi vùng trồng"),
        steps=(
            lazy_("Ghi mã trên giấy, trồng gì, bao nhiêu héc ta, ở xã nào."),
            lazy_("Chụp tờ giấy cấp mã gửi kèm."),
            lazy_("Cán bộ xem xong thì vùng hiện ở đây và dùng được khi ghi thu hoạch."),
        ),
        beside=("areas_seller",),
        page="areas_seller.areas",
    ),
)
