"""The words for zones."""

from catalog.kernel.i18n import lazy_
from storefront.shipping.rules import Carrier, TrackState, Zone

ZONE = {
    Zone.SAME_COMMUNE: lazy_("Cùng xã, phường"),
    Zone.SAME_PROVINCE: lazy_("Cùng tỉnh, thành"),
    Zone.COUNTRY: lazy_("Toàn quốc"),
}

CARRIER = {
    Carrier.VNPOST: "Vietnam Post",
    Carrier.VIETTEL_POST: "Viettel Post",
    Carrier.GHN: "Giao Hàng Nhanh",
    Carrier.GHTK: "Giao Hàng Tiết Kiệm",
    Carrier.JT: "J&T Express",
    Carrier.OTHER: lazy_("Bên giao hàng khác"),
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
