"""The words for zones."""

from catalog.kernel.i18n import lazy_
from storefront.shipping.rules import Zone

ZONE = {
    Zone.SAME_COMMUNE: lazy_("Cùng xã, phường"),
    Zone.SAME_PROVINCE: lazy_("Cùng tỉnh, thành"),
    Zone.COUNTRY: lazy_("Toàn quốc"),
}
