"""The words for zones, cut-offs, carriers and how far a parcel is."""

from catalog.kernel.i18n import _, lazy_
from storefront.shipping.carrying import Carrier, TrackState
from storefront.shipping.rules import Limit, LimitKind, Zone

ZONE = {
    Zone.SAME_COMMUNE: lazy_("Cùng xã, phường"),
    Zone.SAME_PROVINCE: lazy_("Cùng tỉnh, thành"),
    Zone.SAME_REGION: lazy_("Tỉnh khác cùng vùng"),
    Zone.COUNTRY: lazy_("Vùng khác, cả nước"),
}

LIMIT = {
    LimitKind.NOT_BEYOND: lazy_("Không gửi xa hơn một vùng giao"),
    LimitKind.NOT_ON_WEEKDAY: lazy_("Không gửi vào một ngày trong tuần"),
    LimitKind.NOT_ON_HOLIDAY: lazy_("Không gửi vào ngày lễ"),
}

WEEKDAY = (
    lazy_("thứ hai"),
    lazy_("thứ ba"),
    lazy_("thứ tư"),
    lazy_("thứ năm"),
    lazy_("thứ sáu"),
    lazy_("thứ bảy"),
    lazy_("chủ nhật"),
)


def limit_text(limit: Limit) -> str:
    """What a cut-off says, in a sentence."""
    if limit.kind == LimitKind.NOT_BEYOND:
        zone = ZONE[limit.zone or Zone.COUNTRY]
        return _("Không gửi xa hơn: %(zone)s", zone=zone)
    if limit.kind == LimitKind.NOT_ON_WEEKDAY:
        return _("Không gửi vào %(weekday)s", weekday=WEEKDAY[limit.weekday or 0])
    return str(LIMIT[limit.kind])


CARRIER = {
    Carrier.VNPOST: "Vietnam Post",
    Carrier.VIETTEL_POST: "Viettel Post",
    Carrier.GHN: "Giao Hàng Nhanh",
    Carrier.GHTK: "Giao Hàng Tiết Kiệm",
    Carrier.JT: "J&T Express",
    Carrier.OTHER: lazy_("Bên giao hàng khác"),
    Carrier.DEMO: lazy_("Giao hàng minh họa"),
}

TRACK = {
    TrackState.PICKED_UP: lazy_("Đã lấy hàng"),
    TrackState.IN_TRANSIT: lazy_("Đang chuyển"),
    TrackState.OUT: lazy_("Đang đi phát"),
    TrackState.MISSED: lazy_("Phát không được"),
    TrackState.RETURNING: lazy_("Đang hoàn về"),
    TrackState.DELIVERED: lazy_("Đã phát"),
    TrackState.RETURNED: lazy_("Đã hoàn về"),
}

IN_FILE = {
    "da lay hang": TrackState.PICKED_UP,
    "dang chuyen": TrackState.IN_TRANSIT,
    "dang di phat": TrackState.OUT,
    "phat khong duoc": TrackState.MISSED,
    "dang hoan ve": TrackState.RETURNING,
    "da phat": TrackState.DELIVERED,
    "da hoan ve": TrackState.RETURNED,
}
"""The words of TRACK as a file may write them, folded."""
