"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="bulk.sheets",
        title=lazy_("Nhập nhiều dòng bằng bảng tính"),
        steps=(
            lazy_("Tải tệp mẫu, điền bằng Excel, đừng đổi tên cột."),
            lazy_("Gửi tệp lên để thử: dòng sai được chỉ rõ, chưa ghi gì."),
            lazy_("Bảng thử đúng hết rồi mới bấm ghi."),
        ),
        beside=("bulk_seller",),
        page="bulk_seller.sheets",
    ),
)
