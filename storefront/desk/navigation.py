"""The operators' main places."""

from catalog.kernel.i18n import lazy_
from storefront.navigation import Place

PLACES = (
    Place("desk.overview", lazy_("Tổng quan"), "today"),
    Place("certification_operator.recognitions", lazy_("Công nhận sao"), "star"),
    Place("orders_operator.orders", lazy_("Đơn hàng"), "parcel"),
    Place("onboarding_operator.shops", lazy_("Hồ sơ người bán"), "people"),
    Place("price_sheets_operator.prices", lazy_("Bảng giá"), "shelf"),
    Place("desk.producers", lazy_("Chủ thể"), "people"),
    Place("areas_operator.areas", lazy_("Vùng trồng"), "leaf"),
    Place("inspection_operator.find", lazy_("Truy vết"), "batch"),
    Place("balance_operator.balances", lazy_("Đối chiếu"), "scale"),
    Place("entry_operator.yields", lazy_("Định mức"), "shelf"),
    Place("recalls_operator.recalls", lazy_("Thu hồi lô"), "recall"),
    Place("alerts_operator.alerts", lazy_("Cảnh báo mã"), "bell"),
    Place("scans_operator.problems", lazy_("Báo lỗi"), "message"),
    Place("tracking_operator.events", lazy_("Vận đơn"), "parcel"),
    Place("remittance_operator.differences", lazy_("Tiền thu hộ"), "scale"),
    Place("cod_operator.rules", lazy_("Trả khi nhận"), "scale"),
    Place("shipping_operator.rates", lazy_("Phí giao hàng"), "parcel"),
    Place("holidays_operator.holidays", lazy_("Ngày lễ"), "today"),
    Place("payouts_operator.payouts", lazy_("Chi trả"), "parcel"),
    Place("commission_operator.rules", lazy_("Phí sàn"), "scale"),
    Place("withholding_operator.rates", lazy_("Khấu trừ thuế"), "outbox"),
    Place("journal_operator.journal", lazy_("Sổ sách"), "book"),
    Place("inbox_operator.receipts", lazy_("Tiền vào"), "scale"),
    Place("gateways_operator.gateways", lazy_("Cổng thanh toán"), "scale"),
    Place("payments_operator.accounts", lazy_("Tài khoản nhận tiền"), "outbox"),
    Place("claims_operator.claims", lazy_("Đổi trả"), "message"),
    Place("deadlines_operator.deadlines", lazy_("Thời hạn"), "bell"),
    Place("desk.audit_log", lazy_("Nhật ký"), "book"),
    Place("messages_operator.messages", lazy_("Tin nhắn"), "message"),
    Place("webhooks_operator.endpoints", lazy_("Kết nối"), "outbox"),
    Place("desk.outbox", lazy_("Hộp thư đi"), "outbox"),
    Place("accounts.account", lazy_("Tài khoản"), "person"),
)
