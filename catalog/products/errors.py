"""Why a product, a size or a price is not taken."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from catalog.kernel.money import format_dong
from catalog.products.rules import percent_changed


class NameMissing(DomainError):
    message = lazy_("Tên sản phẩm phải có từ 2 đến 200 ký tự.")


class GtinInvalid(DomainError):
    message = lazy_("Mã vạch không đúng: cần 8, 12, 13 hoặc 14 chữ số với số kiểm tra đúng.")


class GtinRestricted(DomainError):
    message = lazy_(
        "Mã vạch này chỉ dùng trong nội bộ một cửa hàng nên không in lên mã QR cho mọi người được. "
        "Hãy để trống: lô hàng vẫn có mã riêng để in."
    )


class GtinTaken(Conflict):
    message = lazy_("Mã vạch này đã dùng cho sản phẩm khác.")


class PromiseImpossible(DomainError):
    message = lazy_("Số ngày còn hạn khi giao phải ít hơn hạn sử dụng.")


class LifeOutOfRange(DomainError):
    message = lazy_("Hạn sử dụng phải từ 1 đến 3.660 ngày kể từ ngày đóng gói.")


class PriceOutOfRange(DomainError):
    message = lazy_("Giá phải là số đồng nguyên, từ 1 ₫ đến 500.000.000 ₫.")


class NetOutOfRange(DomainError):
    message = lazy_("Khối lượng tịnh phải lớn hơn 0.")


class WeightOutOfRange(DomainError):
    message = lazy_("Khối lượng cả bao bì phải từ 1 g đến 200 kg.")


class StrengthOutOfRange(DomainError):
    message = lazy_("Ghi độ cồn như trên nhãn, từ 0 đến dưới 100.")


class PriceUnchanged(DomainError):
    message = lazy_("Giá này đang là giá bán. Ghi giá khác, hoặc quay lại.")


class SuddenPrice(DomainError):
    """Says from what to what, so that it is read before it is sent again."""

    def __init__(self, old: int, new: int) -> None:
        percent = percent_changed(old, new)
        words = {"old": format_dong(old), "new": format_dong(new), "percent": abs(percent)}
        super().__init__(
            lazy_(
                "Giá tăng %(percent)s %%, từ %(old)s thành %(new)s. Đúng thì bấm lần nữa.", **words
            )
            if percent > 0
            else lazy_(
                "Giá giảm %(percent)s %%, từ %(old)s còn %(new)s. Đúng thì bấm lần nữa.", **words
            )
        )


class ReasonMissing(DomainError):
    message = lazy_("Ghi lý do đổi giá, nhiều nhất 200 ký tự: khách và bạn sau này đều hỏi.")


class LastPicture(Conflict):
    message = lazy_(
        "Hàng khách đang thấy cần ít nhất một ảnh. Thêm ảnh khác trước, hoặc ẩn hàng đi."
    )


class NetKnown(Conflict):
    message = lazy_("Đã ghi mỗi gói có bao nhiêu rồi. Gói to nhỏ khác là một quy cách khác.")
