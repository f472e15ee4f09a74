"""The words for which orders a rate counts for."""

from catalog.kernel.i18n import lazy_
from storefront.withholding.rules import Held

HELD = {
    Held.ANY: lazy_("Mọi đơn, kể cả người bán tự thu tiền mặt"),
    Held.PLATFORM: lazy_("Chỉ đơn mà tiền đi qua sàn"),
}
