"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="visits.open",
        title=lazy_("Mở buổi tham quan"),
        steps=(
            lazy_("Chọn ngày giờ, số chỗ, giá người lớn và trẻ em, nơi hẹn."),
            lazy_("Hôm đó mở sổ khách, hỏi mã vé, bấm nhận khách."),
            lazy_("Mưa bão thì hủy và nói lý do; khách được báo và được trả lại tiền."),
        ),
        beside=("visits_seller",),
        page="visits_seller.visits",
    ),
)
