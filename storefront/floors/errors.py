"""The refusals of links to other floors."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from storefront.floors.rules import MOST_LINKS


class LinkKnown(DomainError):
    message = lazy_("Địa chỉ này đã có trong danh sách.")


class TooManyLinks(DomainError):
    message = lazy_("Nhiều nhất %(most)s địa chỉ. Hãy gỡ một địa chỉ trước.", most=MOST_LINKS)


class SinceImpossible(DomainError):
    message = lazy_("Ngày bắt đầu bán phải từ năm 2000 đến hôm nay.")


class ReasonMissing(DomainError):
    message = lazy_("Ghi vì sao gỡ, nhiều nhất 200 ký tự: người bán đọc được.")


class AlreadyRemoved(Conflict):
    message = lazy_("Địa chỉ này đã gỡ rồi.")
