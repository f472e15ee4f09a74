"""The words of the first steps, each with the page on which it is done."""

from dataclasses import dataclass
from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.seller.rules import FirstStep


@dataclass(frozen=True)
class Invitation:
    """What to do next, why, and where."""

    what: Any
    why: Any
    do: Any
    endpoint: str


FIRST_STEP = {
    FirstStep.SHOP: Invitation(
        lazy_("Mở cửa hàng"),
        lazy_("Ghi ai bán, hàng làm ở đâu, giấy tờ gì. Cán bộ xem xong là bán được."),
        lazy_("Làm hồ sơ"),
        "onboarding_seller.overview",
    ),
    FirstStep.PRODUCT: Invitation(
        lazy_("Đăng món hàng đầu tiên"),
        lazy_("Chỉ cần một tấm ảnh, tên, giá và số lượng."),
        lazy_("Đăng bán"),
        "listing_seller.start",
    ),
    FirstStep.BATCH: Invitation(
        lazy_("Ghi lô hàng đầu tiên"),
        lazy_("Mỗi mẻ hàng là một lô có mã riêng; người mua quét mã là thấy hàng từ đâu."),
        lazy_("Ghi lô mới"),
        "entry_beginning.new",
    ),
    FirstStep.LABEL: Invitation(
        lazy_("In tem cho lô"),
        lazy_("In một tờ thử bằng giấy thường, quét xem có lên trang của lô không."),
        lazy_("Chọn lô để in"),
        "seller.batches",
    ),
    FirstStep.REHEARSAL: Invitation(
        lazy_("Tập bán một đơn"),
        lazy_("Gói thử một đơn tự đặt ra, xem tiền đi đâu. Không ghi vào sổ nào."),
        lazy_("Bắt đầu tập"),
        "rehearsal.rehearsal",
    ),
}
