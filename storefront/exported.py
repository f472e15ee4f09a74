"""What sellers entered in the shop, for traceability/exports: nothing of it names a buyer."""

from sqlalchemy import Select, and_, select

from catalog.kernel.i18n import lazy_
from catalog.products.models import Product, Variant
from storefront.assistance.models import HelpConsent
from storefront.books.models import BatchAnswer
from storefront.carriers.models import Booking
from storefront.claims.models import Claim, ClaimLine, ClaimStep
from storefront.closures.models import Closure, Pause
from storefront.commission.models import CommissionCut, CommissionLine, CommissionReturn
from storefront.deadlines.models import Deadline
from storefront.exported_offers import OFFERS
from storefront.floors.models import ShopLink
from storefront.hosts.models import OwnHost
from storefront.inventory.models import StockItem, StockMovement, StockTap
from storefront.onboarding.models import RequirementAnswer, ShopApplication
from storefront.orders.models import (
    AmendedLine,
    Amendment,
    LineChange,
    Order,
    OrderChange,
    OrderDiscount,
    OrderLine,
    Parcel,
    ParcelEvent,
)
from storefront.outside_sales.models import FloorLayout, OutsideLine, OutsideSale
from storefront.payouts.models import Payout, SellerAccount
from storefront.quotas.models import Quota, QuotaVariant
from storefront.reviews.models import Review
from storefront.shipping.models import OwnDelivery, PickupPoint, ShippingRate
from storefront.sites.models import Site, SitePerson, SitePhoto
from storefront.visits.models import Visit
from storefront.webhooks.models import WebhookEndpoint
from storefront.windows.models import HarvestWindow, WindowChange
from storefront.withholding.models import TaxLine
from traceability.batches.models import Batch
from traceability.exports.tables import Ids, Table


def _items(ids: Ids) -> Select[int]:
    own = select(Batch.id).where(Batch.producer_id.in_(ids))
    return select(StockItem.id).where(StockItem.batch_id.in_(own))


def _orders(ids: Ids) -> Select[int]:
    return select(Order.id).where(Order.producer_id.in_(ids))


def _variants(ids: Ids) -> Select[int]:
    return select(Variant.id).join(Variant.product).where(Product.producer_id.in_(ids))


def _claims(ids: Ids) -> Select[int]:
    return select(Claim.id).where(Claim.order_id.in_(_orders(ids)))


def _quotas(ids: Ids) -> Select[int]:
    return select(Quota.id).where(Quota.producer_id.in_(ids))


def _products(ids: Ids) -> Select[int]:
    return select(Product.id).where(Product.producer_id.in_(ids))


def _sites(ids: Ids) -> Select[int]:
    return select(Site.id).where(Site.producer_id.in_(ids))


TABLES = (
    *OFFERS,
    Table("kho", lazy_("Hàng trong kho"), StockItem, lambda ids: StockItem.id.in_(_items(ids))),
    Table(
        "kho-nhap-xuat",
        lazy_("Nhập, xuất, kiểm kho"),
        StockMovement,
        lambda ids: StockMovement.stock_item_id.in_(_items(ids)),
    ),
    Table(
        "tra-loi-lo",
        lazy_("Trả lời về lô hàng"),
        BatchAnswer,
        lambda ids: BatchAnswer.batch_id.in_(select(Batch.id).where(Batch.producer_id.in_(ids))),
    ),
    Table(
        "cuoc-rieng",
        lazy_("Cước giao hàng của cơ sở"),
        ShippingRate,
        lambda ids: ShippingRate.producer_id.in_(ids),
    ),
    Table(
        "diem-lay-hang",
        lazy_("Điểm lấy hàng"),
        PickupPoint,
        lambda ids: PickupPoint.producer_id.in_(ids),
    ),
    Table(
        "doi-tra-hang",
        lazy_("Hàng trong mỗi yêu cầu đổi trả"),
        ClaimLine,
        lambda ids: ClaimLine.claim_id.in_(_claims(ids)),
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
        lambda ids: Review.product_id.in_(_products(ids)),
    ),
    Table(
        "thoi-han-rieng",
        lazy_("Thời hạn đổi trả của cơ sở"),
        Deadline,
        lambda ids: Deadline.producer_id.in_(ids),
    ),
    Table(
        "noi-tu-giao",
        lazy_("Nơi cơ sở tự giao hàng"),
        OwnDelivery,
        lambda ids: OwnDelivery.producer_id.in_(ids),
    ),
    Table(
        "suat-dat-truoc",
        lazy_("Suất đã hứa: ngày, số lượng"),
        Quota,
        lambda ids: Quota.producer_id.in_(ids),
    ),
    Table(
        "suat-dat-truoc-hang",
        lazy_("Hàng của mỗi suất đã hứa"),
        QuotaVariant,
        lambda ids: QuotaVariant.quota_id.in_(_quotas(ids)),
    ),
    Table(
        "dot-dat-truoc",
        lazy_("Đợt đặt trước"),
        HarvestWindow,
        lambda ids: HarvestWindow.quota_id.in_(_quotas(ids)),
    ),
    Table(
        "dot-dat-truoc-doi",
        lazy_("Đợt đặt trước đã đổi ngày hoặc hủy"),
        WindowChange,
        lambda ids: WindowChange.window_id.in_(
            select(HarvestWindow.id).where(HarvestWindow.quota_id.in_(_quotas(ids)))
        ),
    ),
    Table(
        "bam-kho",
        lazy_("Các lần bấm thêm bớt ở kho"),
        StockTap,
        lambda ids: StockTap.variant_id.in_(_variants(ids)),
    ),
    Table(
        "dot-nghi-ban",
        lazy_("Đợt nghỉ bán"),
        Closure,
        lambda ids: Closure.producer_id.in_(ids),
    ),
    Table(
        "hang-tam-ngung",
        lazy_("Hàng tạm ngừng bán, ngày có lại"),
        Pause,
        lambda ids: Pause.variant_id.in_(_variants(ids)),
    ),
    Table(
        "buoi-tham-quan",
        lazy_("Buổi tham quan"),
        Visit,
        lambda ids: Visit.quota_id.in_(_quotas(ids)),
    ),
    Table(
        "don-hang",
        lazy_("Đơn đã bán, không có người mua"),
        Order,
        lambda ids: Order.producer_id.in_(ids),
    ),
    Table(
        "don-hang-dong",
        lazy_("Hàng trong mỗi đơn"),
        OrderLine,
        lambda ids: OrderLine.order_id.in_(_orders(ids)),
    ),
    Table(
        "don-hang-giam",
        lazy_("Tiền giảm trong mỗi đơn, ai chịu"),
        OrderDiscount,
        lambda ids: OrderDiscount.order_id.in_(_orders(ids)),
    ),
    Table(
        "don-hang-buoc",
        lazy_("Các bước cơ sở đã làm với đơn"),
        OrderChange,
        # What a buyer did carries the buyer's name.
        lambda ids: and_(OrderChange.order_id.in_(_orders(ids)), OrderChange.by == "seller"),
    ),
    Table(
        "don-hang-doi-lo",
        lazy_("Lô đã đổi trong đơn"),
        LineChange,
        lambda ids: LineChange.order_id.in_(_orders(ids)),
    ),
    Table(
        "don-hang-bot-them",
        lazy_("Lần cơ sở bớt hoặc thêm món trong đơn"),
        Amendment,
        # What a buyer did carries the buyer's name.
        lambda ids: and_(Amendment.order_id.in_(_orders(ids)), Amendment.by == "seller"),
    ),
    Table(
        "don-hang-bot-them-dong",
        lazy_("Hàng đã bớt hoặc thêm"),
        AmendedLine,
        lambda ids: AmendedLine.amendment_id.in_(
            select(Amendment.id).where(Amendment.order_id.in_(_orders(ids)))
        ),
    ),
    Table(
        "kien-hang",
        lazy_("Kiện hàng và mã của kiện"),
        Parcel,
        lambda ids: Parcel.order_id.in_(_orders(ids)),
    ),
    Table(
        "goi-giao-hang",
        lazy_("Các lần gọi bên giao hàng"),
        Booking,
        lambda ids: Booking.order_id.in_(_orders(ids)),
    ),
    Table(
        "kien-hang-hanh-trinh",
        lazy_("Hành trình của kiện hàng"),
        ParcelEvent,
        lambda ids: ParcelEvent.parcel_id.in_(
            select(Parcel.id).where(Parcel.order_id.in_(_orders(ids)))
        ),
    ),
    Table(
        "phi-san",
        lazy_("Phí sàn của mỗi dòng hàng"),
        CommissionLine,
        lambda ids: CommissionLine.order_id.in_(_orders(ids)),
    ),
    Table(
        "phi-san-bot",
        lazy_("Phí sàn bớt theo món"),
        CommissionCut,
        lambda ids: CommissionCut.commission_line_id.in_(
            select(CommissionLine.id).where(CommissionLine.order_id.in_(_orders(ids)))
        ),
    ),
    Table(
        "phi-san-tra-lai",
        lazy_("Phí sàn đã trả lại"),
        CommissionReturn,
        lambda ids: CommissionReturn.commission_line_id.in_(
            select(CommissionLine.id).where(CommissionLine.order_id.in_(_orders(ids)))
        ),
    ),
    Table(
        "thue-khau-tru",
        lazy_("Thuế sàn đã khấu trừ"),
        TaxLine,
        lambda ids: TaxLine.producer_id.in_(ids),
    ),
    Table(
        "tai-khoan-nhan-tien",
        lazy_("Tài khoản nhận tiền của cơ sở"),
        SellerAccount,
        lambda ids: SellerAccount.producer_id.in_(ids),
    ),
    Table(
        "lam-thay",
        lazy_("Ai làm thay, từ ngày nào"),
        HelpConsent,
        lambda ids: HelpConsent.producer_id.in_(ids),
    ),
    Table(
        "mo-cua-hang",
        lazy_("Hồ sơ mở cửa hàng"),
        ShopApplication,
        lambda ids: ShopApplication.producer_id.in_(ids),
    ),
    Table(
        "mo-cua-hang-dieu-kien",
        lazy_("Từng điều kiện của người bán"),
        RequirementAnswer,
        lambda ids: RequirementAnswer.application_id.in_(
            select(ShopApplication.id).where(ShopApplication.producer_id.in_(ids))
        ),
    ),
    Table(
        "lenh-chi",
        lazy_("Lệnh chi cho cơ sở"),
        Payout,
        lambda ids: Payout.producer_id.in_(ids),
    ),
    Table(
        "ten-mien",
        lazy_("Tên miền riêng của cơ sở"),
        OwnHost,
        lambda ids: OwnHost.producer_id.in_(ids),
    ),
    Table("trang", lazy_("Trang của cơ sở"), Site, lambda ids: Site.producer_id.in_(ids)),
    Table(
        "trang-anh",
        lazy_("Ảnh trên trang của cơ sở"),
        SitePhoto,
        lambda ids: SitePhoto.site_id.in_(_sites(ids)),
    ),
    Table(
        "trang-nguoi",
        lazy_("Người trên trang của cơ sở"),
        SitePerson,
        lambda ids: SitePerson.site_id.in_(_sites(ids)),
    ),
    Table(
        "noi-ban-khac",
        lazy_("Nơi cơ sở cũng bán hàng"),
        ShopLink,
        lambda ids: ShopLink.producer_id.in_(ids),
    ),
    Table(
        "don-san-khac",
        lazy_("Đơn bán ở sàn khác"),
        OutsideSale,
        lambda ids: OutsideSale.producer_id.in_(ids),
    ),
    Table(
        "don-san-khac-dong",
        lazy_("Hàng trong mỗi đơn của sàn khác"),
        OutsideLine,
        lambda ids: OutsideLine.sale_id.in_(
            select(OutsideSale.id).where(OutsideSale.producer_id.in_(ids))
        ),
    ),
    Table(
        "don-san-khac-cot",
        lazy_("Cách đọc tệp của sàn khác"),
        FloorLayout,
        lambda ids: FloorLayout.producer_id.in_(ids),
    ),
    Table(
        "ket-noi",
        lazy_("Kết nối tới máy của cơ sở"),
        WebhookEndpoint,
        lambda ids: WebhookEndpoint.producer_id.in_(ids),
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
    "store_webhook_deliveries": "what was told to the seller's own machines, at /ban-hang/ket-noi",
}
"""Tables of the shop that belong to a producer and are not given out, with the reason."""
