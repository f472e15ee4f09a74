"""The words for numbers that do not add up."""

from catalog.kernel.i18n import lazy_
from storefront.books.rules import Surplus

SURPLUSES = {
    Surplus.LABELS: lazy_("tem in nhiều hơn số đã đóng gói"),
    Surplus.STOCKED: lazy_("nhập kho nhiều hơn số đã đóng gói"),
    Surplus.SOLD: lazy_("bán nhiều hơn số được bán ra"),
}
