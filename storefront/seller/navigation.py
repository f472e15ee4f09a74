"""The seller's main places, in the order of the day."""

from catalog.kernel.i18n import lazy_
from storefront.navigation import Place

OF_ORDERS = (
    "packing_seller",
    "claims_seller",
    "invoices_seller",
    "reviews_seller",
    "questions_seller",
    "complaints_seller",
)
OF_BATCHES = (
    "entry_seller",
    "entry_beginning",
    "entry_quick",
    "entry_correcting",
    "labels_seller",
)

OF_STOCK = (
    "listing_seller",
    "goods_seller",
    "windows_seller",
    "sharing_seller",
    "hosts_seller",
    "visits_seller",
    "floors_seller",
    "feeds_seller",
    "seller_closing",
    "sites_seller",
    "outside_sales_seller",
    "combos_seller",
    "bulk_seller",
)

OF_MONEY = ("insight_seller",)

ACTIONS = (
    (lazy_("Đăng bán"), "listing_seller.start"),
    (lazy_("Thu hoạch hôm nay"), "entry_quick.harvest"),
)
"""The big buttons of the Today page; each shows once its page exists and the person may see it."""

PLACES = (
    Place("seller.today", lazy_("Hôm nay"), "today"),
    Place("orders_seller.orders", lazy_("Đơn hàng"), "parcel", OF_ORDERS),
    Place("inventory_seller.stock", lazy_("Hàng & kho"), "shelf", OF_STOCK),
    Place("seller.batches", lazy_("Lô hàng"), "batch", OF_BATCHES),
    Place("payouts_seller.money", lazy_("Tiền"), "scale", OF_MONEY),
    Place("accounts.account", lazy_("Tài khoản"), "person"),
)
