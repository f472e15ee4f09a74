"""Refusals of parcels."""

from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import lazy_


class NoSuchParcel(NotFound):
    message = lazy_("Không có kiện hàng nào mang mã này. Hãy xem lại mã in trên kiện.")
