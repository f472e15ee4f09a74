"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="restrictions.goods",
        title=lazy_("Hàng luật đòi điều kiện"),
        steps=(
            lazy_("Xem hàng nào cần giấy phép, độ cồn hoặc lời cảnh báo."),
            lazy_("Ghi độ cồn đúng như trên nhãn."),
            lazy_("Gửi giấy phép cho người vận hành; họ xem xong hàng mới bán được."),
        ),
        beside=("restrictions_seller",),
        page="restrictions_seller.goods",
    ),
)
