"""Why goods are not listed yet."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from storefront.listing.rules import MOST_DRAFTS, MOST_PHOTOS


class PhotoMissing(DomainError):
    message = lazy_("Chụp hoặc chọn ít nhất một tấm ảnh.")


class PhotoGone(DomainError):
    message = lazy_("Ảnh chưa kịp giữ lại. Hãy gửi lại lần nữa.")


class TooManyPhotos(DomainError):
    message = lazy_("Nhiều nhất %(most)s ảnh. Bỏ bớt một ảnh rồi thêm.", most=MOST_PHOTOS)


class TooManyDrafts(DomainError):
    message = lazy_(
        "Đang có %(most)s món đăng dở. Đăng tiếp hoặc bỏ bớt rồi bắt đầu món mới.",
        most=MOST_DRAFTS,
    )


class NameWithoutWords(DomainError):
    message = lazy_("Tên hàng cần có chữ, ví dụ: Mật ong sú vẹt.")


class Incomplete(DomainError):
    message = lazy_("Còn thiếu ảnh, tên, giá hoặc số lượng. Quay lại điền nốt.")


class SetNeeded(DomainError):
    message = lazy_(
        "Tên này nói đến hàng mà luật có điều kiện riêng. Chọn bộ sản phẩm để biết điều kiện nào."
    )


class KnownGone(Conflict):
    message = lazy_(
        "Món đã chọn không còn trong sổ đăng ký của cơ sở bạn. Chọn món khác hoặc ghi tên hàng."
    )


class KnownOnSale(Conflict):
    message = lazy_(
        "Món này vừa được đăng bán ở máy khác nên không đăng thêm. Thêm hàng ở mục Hàng & kho."
    )


class Unanswered(DomainError):
    message = lazy_("Trả lời trước: hàng này có phải món trong sổ đăng ký không?")


class AlreadyListed(Conflict):
    message = lazy_("Món này đã lên kệ rồi. Sửa ở trang của sản phẩm.")
