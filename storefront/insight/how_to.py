"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="insight.read",
        title=lazy_("Đọc số liệu bán hàng"),
        steps=(
            lazy_("Xem câu chữ trước, hình và bảng nói cùng một điều."),
            lazy_("Làm mục “Việc nên làm” trước: thường là điều người mua hỏi mà trang chưa nói."),
            lazy_("So tuần này với tuần trước, không so từng ngày: ít đơn thì con số nhảy nhiều."),
        ),
        beside=("insight_seller",),
        page="insight_seller.figures",
    ),
)
