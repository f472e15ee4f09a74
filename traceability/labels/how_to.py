"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="labels.print",
        title=lazy_("In tem cho lô"),
        steps=(
            lazy_("Chọn khổ giấy đúng với máy in: giấy A4 hay cuộn 58 mm."),
            lazy_("In một tờ thử, quét bằng điện thoại xem có lên trang lô không."),
            lazy_("In đúng “cỡ thật 100%”, đừng co giãn."),
            lazy_("Dán xong thì bấm cho dùng, mã mới có hiệu lực."),
        ),
        beside=("labels_seller",),
        page="seller.batches",
    ),
)
