"""The words for reviews: points of buyers, never stars."""

from catalog.kernel.i18n import lazy_
from storefront.reviews.rules import Act

POINTS = {
    5: lazy_("5 điểm: rất hài lòng"),
    4: lazy_("4 điểm: hài lòng"),
    3: lazy_("3 điểm: tạm được"),
    2: lazy_("2 điểm: chưa hài lòng"),
    1: lazy_("1 điểm: rất không hài lòng"),
}
ACT = {
    Act.REPORTED: lazy_("Người đọc báo"),
    Act.HIDDEN: lazy_("Đã ẩn"),
    Act.SHOWN: lazy_("Cho hiện lại"),
    Act.KEPT: lazy_("Đã xem, để nguyên"),
}
PARTS = {
    "cho": lazy_("Bị báo"),
    "tat-ca": lazy_("Tất cả"),
}
SELLER_PARTS = {
    "cho": lazy_("Chưa trả lời"),
    "tat-ca": lazy_("Tất cả"),
}
