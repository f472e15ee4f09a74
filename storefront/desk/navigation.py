"""The operators' main places, by the kind of work."""

from catalog.kernel.i18n import lazy_
from storefront.navigation import Group, Place

OVERVIEW = Place("desk.overview", lazy_("Tổng quan"), "today")
GROUPS = (
    Group(
        lazy_("Công nhận và vùng trồng"),
        "star",
        (
            Place("certification_operator.recognitions", lazy_("Công nhận sao"), "star"),
            Place("star_requests_operator.requests", lazy_("Gắn sao"), "star"),
            Place("areas_operator.areas", lazy_("Vùng trồng"), "leaf"),
            Place("balance_operator.balances", lazy_("Đối chiếu"), "scale", ("books_operator",)),
            Place("entry_operator.yields", lazy_("Định mức"), "shelf"),
        ),
    ),
    Group(
        lazy_("Truy xuất và thu hồi"),
        "batch",
        (
            Place("inspection_operator.find", lazy_("Truy vết"), "batch"),
            Place("recalls_operator.recalls", lazy_("Thu hồi lô"), "recall", ("notices_operator",)),
            Place("alerts_operator.alerts", lazy_("Cảnh báo mã"), "bell"),
            Place("scans_operator.problems", lazy_("Báo lỗi"), "message"),
        ),
    ),
    Group(
        lazy_("Người bán và cơ sở"),
        "people",
        (
            Place("onboarding_operator.shops", lazy_("Hồ sơ người bán"), "people"),
            Place("desk.producers", lazy_("Chủ thể"), "people"),
            Place("phone_changes_operator.accounts", lazy_("Mất điện thoại"), "people"),
            Place("sites_operator.sites", lazy_("Trang của người bán"), "book"),
            Place("hosts_operator.hosts", lazy_("Tên miền"), "outbox"),
            Place("floors_operator.links", lazy_("Nơi bán khác"), "people"),
        ),
    ),
    Group(
        lazy_("Hàng và giá"),
        "shelf",
        (
            Place("price_sheets_operator.prices", lazy_("Bảng giá"), "shelf"),
            Place("promotions_operator.promotions", lazy_("Khuyến mại"), "star"),
            Place("combos_operator.combos", lazy_("Hộp quà"), "parcel"),
            Place("restrictions_operator.restrictions", lazy_("Hàng có điều kiện"), "scale"),
        ),
    ),
    Group(
        lazy_("Đơn và giao hàng"),
        "parcel",
        (
            Place("orders_operator.orders", lazy_("Đơn hàng"), "parcel", ("amendments_operator",)),
            Place("tracking_operator.events", lazy_("Vận đơn"), "parcel"),
            Place("shipping_operator.rates", lazy_("Phí giao hàng"), "parcel"),
            Place("cod_operator.rules", lazy_("Trả khi nhận"), "scale"),
            Place("holidays_operator.holidays", lazy_("Ngày lễ"), "today"),
        ),
    ),
    Group(
        lazy_("Sau khi mua"),
        "message",
        (
            Place("claims_operator.claims", lazy_("Đổi trả"), "message"),
            Place("complaints_operator.complaints", lazy_("Khiếu nại"), "bell"),
            Place("reviews_operator.reviews", lazy_("Đánh giá"), "star"),
            Place("questions_operator.questions", lazy_("Hỏi đáp"), "message"),
        ),
    ),
    Group(
        lazy_("Tiền và sổ sách"),
        "scale",
        (
            Place("inbox_operator.receipts", lazy_("Tiền vào"), "scale"),
            Place("remittance_operator.differences", lazy_("Tiền thu hộ"), "scale"),
            Place("gateways_operator.gateways", lazy_("Cổng thanh toán"), "scale"),
            Place("payouts_operator.payouts", lazy_("Chi trả"), "parcel"),
            Place("invoices_operator.invoices", lazy_("Hóa đơn"), "outbox"),
            Place("journal_operator.journal", lazy_("Sổ sách"), "book"),
            Place("commission_operator.rules", lazy_("Phí sàn"), "scale"),
            Place("withholding_operator.rates", lazy_("Khấu trừ thuế"), "outbox"),
            Place("payments_operator.accounts", lazy_("Tài khoản nhận tiền"), "outbox"),
        ),
    ),
    Group(
        lazy_("Luật và thời hạn"),
        "book",
        (
            Place("deadlines_operator.deadlines", lazy_("Thời hạn"), "bell"),
            Place("legal_operator.pages", lazy_("Trang pháp lý"), "book"),
            Place("privacy_operator.requests", lazy_("Dữ liệu cá nhân"), "person"),
        ),
    ),
    Group(
        lazy_("Tin và nhật ký"),
        "outbox",
        (
            Place("messages_operator.messages", lazy_("Tin nhắn"), "message"),
            Place("desk.outbox", lazy_("Hộp thư đi"), "outbox"),
            Place("webhooks_operator.endpoints", lazy_("Kết nối"), "outbox"),
            Place("desk.audit_log", lazy_("Nhật ký"), "book"),
        ),
    ),
)
ACCOUNT = Place("accounts.account", lazy_("Tài khoản"), "person")
