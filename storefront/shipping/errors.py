"""Refusals of delivery."""

from collections.abc import Collection

from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import lazy_
from catalog.products.labels import GOODS_CLASS
from catalog.products.rules import GoodsClass


class NoRate(DomainError):
    """A parcel cannot be sent that way: never taken as free. `classes`: what keeps it back."""

    def __init__(self, seller: str, place: str, classes: Collection[GoodsClass] = ()) -> None:
        delicate = set(classes) - {GoodsClass.DRY}
        kinds = ", ".join(str(GOODS_CLASS[one]) for one in GoodsClass if one in classes)
        super().__init__(
            lazy_(
                "%(seller)s chưa giao được %(goods)s đến %(place)s.",
                seller=seller,
                goods=kinds,
                place=place,
            )
            if delicate
            else lazy_("%(seller)s chưa có giá giao đến %(place)s.", seller=seller, place=place)
        )
        self.seller = seller
        self.classes = frozenset(classes)


class TooHeavy(NoRate):
    """The parcel weighs more than anybody takes that way."""

    def __init__(self, seller: str, place: str, weight_g: int) -> None:
        super().__init__(seller, place)
        self.message = lazy_(
            "Kiện của %(seller)s nặng %(kilos)s kg, quá mức nhận gửi đến %(place)s. "
            "Hãy bớt hàng hoặc đặt làm nhiều đơn.",
            seller=seller,
            kilos=-(-weight_g // 1000),
            place=place,
        )


class ImpossibleRate(DomainError):
    message = lazy_("Giá, khối lượng hoặc số ngày nằm ngoài khoảng cho phép.")


class ColumnsMissing(DomainError):
    def __init__(self, names: str) -> None:
        super().__init__(lazy_("Tệp thiếu cột: %(names)s.", names=names))


class NoSuchPoint(NotFound):
    message = lazy_("Không có điểm lấy hàng này.")


class PointClosed(DomainError):
    message = lazy_("Điểm lấy hàng vừa chọn không còn mở. Hãy chọn lại cách nhận.")


class RateTwice(Conflict):
    message = lazy_("Đã có dòng cước cho vùng và loại hàng này từ đúng ngày đó. Hãy đóng dòng ấy.")


class ImpossibleLimit(DomainError):
    message = lazy_("Chọn vùng xa nhất, hoặc ngày trong tuần, đúng với loại giới hạn.")


class RegionKnown(Conflict):
    message = lazy_("Tỉnh này đã có vùng ghi từ đúng ngày đó.")


class NotServed(DomainError):
    message = lazy_("Chọn một tỉnh, hoặc một xã trong tỉnh đó.")


class OwnDeliveryTwice(Conflict):
    message = lazy_("Nơi này đang có rồi. Hãy đóng dòng cũ trước khi ghi phí mới.")


class NoSuchDelivery(NotFound):
    message = lazy_("Không có nơi tự giao này.")


class OwnDeliveryEnded(DomainError):
    message = lazy_("Người bán không còn tự giao đến đây. Hãy chọn lại cách nhận.")
