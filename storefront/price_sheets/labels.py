"""The words for rows that are not taken."""

from catalog.kernel.i18n import lazy_
from storefront.price_sheets.rules import Refusal

REFUSAL = {
    Refusal.UNKNOWN: lazy_("không có quy cách mang mã này"),
    Refusal.TWICE: lazy_("dòng trên đã đổi giá quy cách này"),
    Refusal.STALE: lazy_("giá hiện tại đã khác từ khi tải bảng: hãy tải bảng mới"),
    Refusal.NOT_A_PRICE: lazy_("giá mới phải là số đồng nguyên, như 95000 hoặc 95.000"),
    Refusal.NO_REASON: lazy_("thiếu lý do đổi giá, hoặc lý do dài quá 200 ký tự"),
}
