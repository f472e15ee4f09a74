"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="sharing.send",
        title=lazy_("Gửi hàng cho người quen, treo mã ở quầy"),
        steps=(
            lazy_(
                "Chọn trang của bạn hoặc một món, bấm chia sẻ, chọn Zalo, Facebook hay tin nhắn."
            ),
            lazy_("Muốn gửi ảnh thì tải ảnh thẻ: trên đó có giá, sao còn hạn và mã."),
            lazy_("In biển quầy khổ A5 hoặc A4, treo ngang tầm mắt và quét thử bằng máy của mình."),
        ),
        beside=("sharing_seller",),
        page="sharing_seller.overview",
    ),
)
