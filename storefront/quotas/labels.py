"""What buyers read when a promise is not kept as it was made."""

from catalog.kernel.i18n import lazy_
from storefront.quotas.rules import PromiseReason

PROMISE_REASON = {
    PromiseReason.WEATHER: lazy_("Thời tiết"),
    PromiseReason.RIPENS_LATE: lazy_("Chín muộn hoặc sớm hơn"),
    PromiseReason.ROAD: lazy_("Đường sá, vận chuyển"),
    PromiseReason.STORM: lazy_("Bão, lũ, hạn"),
    PromiseReason.PEST: lazy_("Sâu bệnh"),
    PromiseReason.TOO_LITTLE: lazy_("Thu được quá ít"),
    PromiseReason.TOO_FEW: lazy_("Quá ít khách"),
    PromiseReason.GUIDE_AWAY: lazy_("Người đón khách bận việc"),
    PromiseReason.ABSENT: lazy_("Khách không đến"),
    PromiseReason.OTHER: lazy_("Lý do khác"),
}
