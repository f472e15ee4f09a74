"""Why a mini-site is not changed."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class NothingToShow(DomainError):
    message = lazy_("Trang chưa có gì. Hãy viết câu chuyện hoặc thêm một tấm ảnh trước.")


class NotAgreed(DomainError):
    message = lazy_("Chỉ đăng người đã đồng ý. Hãy hỏi người đó trước.")


class TooManyPhotos(DomainError):
    message = lazy_("Trang đã đủ ảnh. Hãy bỏ một ảnh trước khi thêm.")


class TooManyPeople(DomainError):
    message = lazy_("Trang đã đủ người. Hãy bỏ bớt trước khi thêm.")


class HiddenAlready(Conflict):
    message = lazy_("Phần này đang bị ẩn rồi.")


class ShownAlready(Conflict):
    message = lazy_("Phần này đang hiện rồi.")
