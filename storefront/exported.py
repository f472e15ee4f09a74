"""What sellers entered in the shop, for traceability/exports: nothing of it names a buyer."""

from sqlalchemy import Select, and_, select

from catalog.kernel.i18n import lazy_
from catalog.products.models import Product, Variant
from storefront.assistance.models import HelpConsent
from storefront.books.models import BatchAnswer
from storefront.claims.models import Claim, ClaimLine, ClaimStep
from storefront.closures.models import Closure, Pause
from storefront.deadlines.models import Deadline
from storefront.exported_offers import OFFERS
from storefront.exported_orders import ORDERS
from storefront.floors.models import ShopLink
from storefront.hosts.models import OwnHost
from storefront.inventory.models import StockItem, StockMovement, StockTap
from storefront.onboarding.models import RequirementAnswer, ShopApplication
from storefront.orders.models import (
    Order,
)
from storefront.outside_sales.models import FloorLayout, OutsideLine, OutsideSale
from storefront.payouts.models import Payout, SellerAccount
from storefront.quotas.models import Quota, QuotaVariant
from storefront.reviews.models import Review
from storefront.shipping.models import OwnDelivery, PickupPoint, ShippingRate
from storefront.sites.models import Site, SitePerson, SitePhoto
from storefront.star_requests.models import StarRequest
from storefront.visits.models import Visit
from storefront.webhooks.models import WebhookEndpoint
from storefront.windows.models import HarvestWindow, WindowChange
from storefront.withholding.models import TaxLine
from traceability.batches.models import Batch
from traceability.exports.tables import Ids, Table, those_of


def _batches(ids: Ids) -> Select[int]:
    return select(Batch.id).where(Batch.producer_id.in_(ids))


def _items(ids: Ids) -> Select[int]:
    return select(StockItem.id).where(StockItem.batch_id.in_(_batches(ids)))


def _orders(ids: Ids) -> Select[int]:
    return select(Order.id).where(Order.producer_id.in_(ids))


def _variants(ids: Ids) -> Select[int]:
    return select(Variant.id).join(Variant.product).where(Product.producer_id.in_(ids))


def _claims(ids: Ids) -> Select[int]:
    return select(Claim.id).where(Claim.order_id.in_(_orders(ids)))


def _quotas(ids: Ids) -> Select[int]:
    return select(Quota.id).where(Quota.producer_id.in_(ids))


def _windows(ids: Ids) -> Select[int]:
    return select(HarvestWindow.id).where(HarvestWindow.quota_id.in_(_quotas(ids)))


def _applications(ids: Ids) -> Select[int]:
    return select(ShopApplication.id).where(ShopApplication.producer_id.in_(ids))


def _outside_sales(ids: Ids) -> Select[int]:
    return select(OutsideSale.id).where(OutsideSale.producer_id.in_(ids))


def _products(ids: Ids) -> Select[int]:
    return select(Product.id).where(Product.producer_id.in_(ids))


def _sites(ids: Ids) -> Select[int]:
    return select(Site.id).where(Site.producer_id.in_(ids))


TABLES = (
    *OFFERS,
    Table("kho", lazy_("Hàng trong kho"), StockItem, those_of(StockItem.id, _items)),
    Table(
        "kho-nhap-xuat",
        lazy_("Nhập, xuất, kiểm kho"),
        StockMovement,
        those_of(StockMovement.stock_item_id, _items),
    ),
    Table(
        "tra-loi-lo",
        lazy_("Trả lời về lô hàng"),
        BatchAnswer,
        those_of(BatchAnswer.batch_id, _batches),
    ),
    Table(
        "cuoc-rieng",
        lazy_("Cước giao hàng của cơ sở"),
        ShippingRate,
        those_of(ShippingRate.producer_id),
    ),
    Table("diem-lay-hang", lazy_("Điểm lấy hàng"), PickupPoint, those_of(PickupPoint.producer_id)),
    Table(
        "doi-tra-hang",
        lazy_("Hàng trong mỗi yêu cầu đổi trả"),
        ClaimLine,
        those_of(ClaimLine.claim_id, _claims),
    ),
    Table(
        "doi-tra-buoc",
        lazy_("Các bước cơ sở đã làm với yêu cầu đổi trả"),
        ClaimStep,
        lambda ids: and_(ClaimStep.claim_id.in_(_claims(ids)), ClaimStep.by == "seller"),
    ),
    Table(
        "danh-gia",
        lazy_("Đánh giá của người mua và trả lời của cơ sở"),
        Review,
        those_of(Review.product_id, _products),
    ),
    Table(
        "thoi-han-rieng",
        lazy_("Thời hạn đổi trả của cơ sở"),
        Deadline,
        those_of(Deadline.producer_id),
    ),
    Table(
        "noi-tu-giao",
        lazy_("Nơi cơ sở tự giao hàng"),
        OwnDelivery,
        those_of(OwnDelivery.producer_id),
    ),
    Table(
        "suat-dat-truoc", lazy_("Suất đã hứa: ngày, số lượng"), Quota, those_of(Quota.producer_id)
    ),
    Table(
        "suat-dat-truoc-hang",
        lazy_("Hàng của mỗi suất đã hứa"),
        QuotaVariant,
        those_of(QuotaVariant.quota_id, _quotas),
    ),
    Table(
        "dot-dat-truoc",
        lazy_("Đợt đặt trước"),
        HarvestWindow,
        those_of(HarvestWindow.quota_id, _quotas),
    ),
    Table(
        "dot-dat-truoc-doi",
        lazy_("Đợt đặt trước đã đổi ngày hoặc hủy"),
        WindowChange,
        those_of(WindowChange.window_id, _windows),
    ),
    Table(
        "bam-kho",
        lazy_("Các lần bấm thêm bớt ở kho"),
        StockTap,
        those_of(StockTap.variant_id, _variants),
    ),
    Table("dot-nghi-ban", lazy_("Đợt nghỉ bán"), Closure, those_of(Closure.producer_id)),
    Table(
        "hang-tam-ngung",
        lazy_("Hàng tạm ngừng bán, ngày có lại"),
        Pause,
        those_of(Pause.variant_id, _variants),
    ),
    Table("buoi-tham-quan", lazy_("Buổi tham quan"), Visit, those_of(Visit.quota_id, _quotas)),
    *ORDERS,
    Table("thue-khau-tru", lazy_("Thuế sàn đã khấu trừ"), TaxLine, those_of(TaxLine.producer_id)),
    Table(
        "tai-khoan-nhan-tien",
        lazy_("Tài khoản nhận tiền của cơ sở"),
        SellerAccount,
        those_of(SellerAccount.producer_id),
    ),
    Table(
        "lam-thay",
        lazy_("Ai làm thay, từ ngày nào"),
        HelpConsent,
        those_of(HelpConsent.producer_id),
    ),
    Table(
        "mo-cua-hang",
        lazy_("Hồ sơ mở cửa hàng"),
        ShopApplication,
        those_of(ShopApplication.producer_id),
    ),
    Table(
        "mo-cua-hang-dieu-kien",
        lazy_("Từng điều kiện của người bán"),
        RequirementAnswer,
        those_of(RequirementAnswer.application_id, _applications),
    ),
    Table("lenh-chi", lazy_("Lệnh chi cho cơ sở"), Payout, those_of(Payout.producer_id)),
    Table("ten-mien", lazy_("Tên miền riêng của cơ sở"), OwnHost, those_of(OwnHost.producer_id)),
    Table("trang", lazy_("Trang của cơ sở"), Site, those_of(Site.producer_id)),
    Table(
        "trang-anh",
        lazy_("Ảnh trên trang của cơ sở"),
        SitePhoto,
        those_of(SitePhoto.site_id, _sites),
    ),
    Table(
        "trang-nguoi",
        lazy_("Người trên trang của cơ sở"),
        SitePerson,
        those_of(SitePerson.site_id, _sites),
    ),
    Table(
        "noi-ban-khac", lazy_("Nơi cơ sở cũng bán hàng"), ShopLink, those_of(ShopLink.producer_id)
    ),
    Table(
        "don-san-khac", lazy_("Đơn bán ở sàn khác"), OutsideSale, those_of(OutsideSale.producer_id)
    ),
    Table(
        "don-san-khac-dong",
        lazy_("Hàng trong mỗi đơn của sàn khác"),
        OutsideLine,
        those_of(OutsideLine.sale_id, _outside_sales),
    ),
    Table(
        "don-san-khac-cot",
        lazy_("Cách đọc tệp của sàn khác"),
        FloorLayout,
        those_of(FloorLayout.producer_id),
    ),
    Table(
        "gan-sao",
        lazy_("Sao đã xin gắn từ sổ đăng ký"),
        StarRequest,
        those_of(StarRequest.producer_id),
    ),
    Table(
        "ket-noi",
        lazy_("Kết nối tới máy của cơ sở"),
        WebhookEndpoint,
        those_of(WebhookEndpoint.producer_id),
    ),
)

LEFT_OUT = {
    **dict.fromkeys(("store_listing_drafts", "store_listing_photos"), "see the products"),
    "store_basket_combos": "entered by buyers",
    "store_combo_sales": "which orders are one combo: what was sold stands in the orders",
    "store_seller_marks": "which hints a person has put away",
    "store_invoice_requests": "about buyers; for e-invoice software at /ban-hang/hoa-don",
    "store_complaints": "who complains, and of what",
    "store_complaint_steps": "what the two sides and operators said of complaints",
    "store_review_steps": "what readers and operators said about reviews",
    "store_questions": "asked by guests, with their numbers; the answers are public",
    "store_claims": "what buyers wrote, with their photos and bank accounts",
    "store_claim_refunds": "which refund a claim led to; refunds are the platform's books",
    **dict.fromkeys(("store_promotion_phones", "store_buyer_notices"), "about buyers"),
    "store_promotion_uses": "about buyers; what was taken off stands in the orders",
    "store_tickets": "whoever knows the code of a ticket may come in",
    "store_quota_claims": "units that orders have of a quota: with the lines of the orders",
    "store_reservations": "units that wait for a buyer's transfer, for 20 minutes",
    "store_payout_lines": "which entries of the journal a payout settles",
    "store_journal_lines": "made from orders and payments",
    "store_memberships": "who works there: accounts of people, at /ban-hang/nguoi",
    "store_push_subscriptions": "addresses of a person's own browsers; they go with the sign-in",
    "store_sign_ins": "of accounts",
    "store_help_turns": "in which browser somebody acts for it just now",
    "store_producer_claims": "of people who say that it is theirs",
    "store_basket_lines": "entered by buyers",
    "store_site_hidings": "what operators hide of a site, at /ban-hang/trang-cua-toi",
    "store_webhook_secrets": "keys",
    "store_webhook_off_sale": "which closed goods other machines heard of",
    "store_webhook_deliveries": "what was told to the seller's own machines, at /ban-hang/ket-noi",
}
"""Tables of the shop that belong to a producer and are not given out, with the reason."""
