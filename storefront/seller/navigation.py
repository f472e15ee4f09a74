"""The seller's main places, in the order of the day."""

from catalog.kernel.i18n import lazy_
from storefront.navigation import Place

OF_TODAY = ("guides", "rehearsal", "offline_seller")

OF_ORDERS = (
    "packing_seller",
    "amendments_seller",
    "carriers_seller",
    "tracking_seller",
    "shipping_seller",
    "shipping_own",
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
    "areas_seller",
    "balance_seller",
    "books_seller",
    "exports_seller",
    "notices_seller",
)

OF_STOCK = (
    "listing_seller",
    "goods_seller",
    "star_requests_seller",
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
    "products_seller",
    "pricing_seller",
    "promotions_seller",
    "restrictions_seller",
)

OF_MONEY = ("insight_seller",)

OF_ACCOUNT = ("onboarding_seller", "assistance_seller", "webhooks_seller", "push_seller")

ACTIONS = (
    (lazy_("Đăng bán"), "listing_seller.start"),
    (lazy_("Thu hoạch hôm nay"), "entry_quick.harvest"),
)
"""The big buttons of the Today page; each shows once its page exists and the person may see it."""

PLACES = (
    Place("seller.today", lazy_("Hôm nay"), "today", OF_TODAY),
    Place("orders_seller.orders", lazy_("Đơn hàng"), "parcel", OF_ORDERS),
    Place("inventory_seller.stock", lazy_("Hàng & kho"), "shelf", OF_STOCK),
    Place("seller.batches", lazy_("Lô hàng"), "batch", OF_BATCHES),
    Place("payouts_seller.money", lazy_("Tiền"), "scale", OF_MONEY),
    Place("accounts.account", lazy_("Tài khoản"), "person", OF_ACCOUNT),
)
