"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="entry.write",
        title=lazy_("Ghi sổ một việc"),
        steps=(
            lazy_("Chọn lô, chọn việc: hái, nhận, làm, đóng gói, xuất, kiểm nghiệm."),
            lazy_("Ghi số như bạn nói ở nhà: “12 tạ”, “500 gói”."),
            lazy_("Đọc lại rồi mới ghi. Ghi rồi thì không xóa được, chỉ sửa có lý do."),
        ),
        beside=("entry_seller", "entry_beginning", "entry_quick"),
        page="entry_seller.lots",
    ),
    HowTo(
        key="entry.correct",
        title=lazy_("Sửa việc đã ghi"),
        steps=(
            lazy_("Bấm “Sửa” ở việc ghi nhầm, ghi lại cho đúng và nói vì sao."),
            lazy_("Việc cũ vẫn còn trong sổ, có gạch là ghi nhầm. Đó là điều làm người mua tin."),
            lazy_("Việc vượt định mức thì chờ người thứ hai xác nhận."),
        ),
        beside=("entry_correcting",),
        page="entry_seller.lots",
    ),
)
