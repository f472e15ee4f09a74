"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="onboarding.open",
        title=lazy_("Mở cửa hàng"),
        steps=(
            lazy_("Làm lần lượt từng mục; dừng lúc nào cũng được, lần sau làm tiếp."),
            lazy_("Chuẩn bị: giấy đăng ký hoặc mã số thuế, địa chỉ, tài khoản ngân hàng."),
            lazy_("Đủ rồi thì nộp. Cán bộ xem; thiếu gì họ ghi rõ để bạn bổ sung."),
        ),
        beside=("onboarding_seller",),
        page="onboarding_seller.overview",
    ),
)
