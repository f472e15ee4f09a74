"""Why something is not added to a product."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from storefront.goods.rules import MOST_PHOTOS


class OriginEntered(Conflict):
    message = lazy_("Lô này đã có việc ghi trong sổ. Ghi thêm hoặc sửa ở trang của lô.")


class NothingPacked(Conflict):
    message = lazy_("Sản phẩm này chưa có lô nào.")


class TooManyPhotos(DomainError):
    message = lazy_("Nhiều nhất %(most)s ảnh. Bỏ bớt một ảnh rồi thêm.", most=MOST_PHOTOS)
