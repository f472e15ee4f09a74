"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="payouts.money",
        title=lazy_("Xem tiền đi đâu"),
        steps=(
            lazy_("Mỗi đơn ghi rõ: khách trả, phí sàn, thuế, phần của bạn."),
            lazy_("Bấm vào số đơn để đọc quy định của từng khoản."),
            lazy_("Cuối tháng tải bảng gửi cho người làm sổ."),
        ),
        beside=("payouts_seller",),
        page="payouts_seller.money",
    ),
    HowTo(
        key="payouts.account",
        title=lazy_("Ghi tài khoản nhận tiền"),
        steps=(
            lazy_("Mở ứng dụng ngân hàng, lấy mã QR nhận tiền của chính bạn."),
            lazy_("Chụp hoặc chọn ảnh mã đó ở đây; số tài khoản tự điền."),
            lazy_(
                "Đổi tài khoản thì phải chờ 24 giờ và mọi chủ cơ sở đều nhận tin, để "
                "kẻ gian không đổi trộm."
            ),
        ),
        beside=("payouts_seller.account", "payouts_seller.code"),
        page="payouts_seller.account",
    ),
)
