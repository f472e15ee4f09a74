"""The words for accounts and entries."""

from catalog.kernel.i18n import lazy_
from storefront.journal.rules import Account, EntryKind

ACCOUNT = {
    Account.BUYERS: lazy_("Người mua còn phải trả"),
    Account.CLEARING: lazy_("Tiền ở bên thanh toán, bên giao hàng"),
    Account.BANK: lazy_("Tiền ở ngân hàng"),
    Account.ORDERS: lazy_("Đơn chờ giao"),
    Account.SELLERS: lazy_("Còn phải trả người bán"),
    Account.PAYOUTS: lazy_("Đã lập lệnh chi, ngân hàng chưa báo"),
    Account.COMMISSION: lazy_("Phí sàn"),
    Account.PROMOTIONS: lazy_("Tiền giảm giá do sàn chịu"),
    Account.FEE_VAT: lazy_("Thuế GTGT của phí sàn"),
    Account.WITHHELD_VAT: lazy_("Thuế GTGT khấu trừ thay người bán"),
    Account.WITHHELD_PIT: lazy_("Thuế TNCN khấu trừ thay người bán"),
    Account.LOSSES: lazy_("Sàn chịu: ngân hàng lấy lại tiền theo khiếu nại"),
}
ENTRY = {
    EntryKind.PLACED: lazy_("Đặt đơn"),
    EntryKind.AMENDED: lazy_("Bớt hoặc thêm món trong đơn"),
    EntryKind.CALLED_OFF: lazy_("Đơn không bán nữa"),
    EntryKind.RECEIVED: lazy_("Tiền của người mua đã đến"),
    EntryKind.REFUNDED: lazy_("Trả lại tiền người mua"),
    EntryKind.EARNED: lazy_("Đã giao, người bán được hưởng"),
    EntryKind.RETURNED: lazy_("Hàng trả lại, giảm phần của người bán"),
    EntryKind.SUBSIDY: lazy_("Sàn bù tiền giảm giá cho người bán"),
    EntryKind.SUBSIDY_RETURNED: lazy_("Lấy lại tiền bù của hàng trả lại"),
    EntryKind.PACKING: lazy_("Tiền gói hộp quà, trả người gói"),
    EntryKind.PACKING_RETURNED: lazy_("Tiền gói hộp quà, người gói trả lại"),
    EntryKind.FEE: lazy_("Phí sàn của đơn đã giao"),
    EntryKind.FEE_RETURNED: lazy_("Trả lại phí sàn"),
    EntryKind.TAX: lazy_("Khấu trừ thuế của đơn đã giao"),
    EntryKind.TAX_RETURNED: lazy_("Trả lại thuế đã khấu trừ"),
    EntryKind.PAYOUT_MADE: lazy_("Lập lệnh chi"),
    EntryKind.PAYOUT_PAID: lazy_("Ngân hàng đã chi"),
    EntryKind.PAYOUT_FAILED: lazy_("Ngân hàng trả lại lệnh chi"),
    EntryKind.PAID_IN: lazy_("Người bán nộp tiền"),
    EntryKind.SETTLED: lazy_("Tiền đã về ngân hàng"),
    EntryKind.LOST: lazy_("Thua khiếu nại của chủ thẻ"),
}
