"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="promotions.begin",
        title=lazy_("Mở khuyến mại"),
        steps=(
            lazy_("Chọn hàng, mức giảm, ngày bắt đầu và ngày kết thúc."),
            lazy_("Cần mã thì tạo mã và gửi cho khách quen."),
            lazy_("Tiền giảm do bạn chịu được ghi rõ ở từng đơn."),
            lazy_("Muốn dừng sớm thì bấm dừng; đơn đã đặt không đổi."),
        ),
        beside=("promotions_seller",),
        page="promotions_seller.promotions",
    ),
)
