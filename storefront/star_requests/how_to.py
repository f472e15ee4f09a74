"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="star_requests.ask",
        title=lazy_("Gắn sao từ sổ đăng ký"),
        steps=(
            lazy_("Lấy quyết định công nhận, tìm dòng “Số: …/QĐ-UBND”."),
            lazy_("Ghi số đó, thêm ngày nếu biết, rồi gửi. Không phải ghi số sao."),
            lazy_("Cán bộ tìm trong sổ rồi gắn; chưa gắn được thì bạn đọc lý do ở trang món hàng."),
        ),
        beside=("star_requests_seller",),
        page="goods_seller.own_goods",
    ),
)
