"""The words for schemes, decisions and what they mean."""

from catalog.kernel.i18n import lazy_
from traceability.areas.rules import AreaState, Scheme, Validity

SCHEMES = {
    Scheme.EXPORT: lazy_("Mã vùng trồng xuất khẩu"),
    Scheme.DOMESTIC: lazy_("Mã vùng trồng trong nước"),
    Scheme.PACKING_HOUSE: lazy_("Mã cơ sở đóng gói"),
    Scheme.AQUACULTURE: lazy_("Mã số nuôi thủy sản"),
    Scheme.LIVESTOCK: lazy_("Mã cơ sở chăn nuôi"),
    Scheme.OTHER: lazy_("Mã khác"),
}

STATES = {
    AreaState.GRANTED: lazy_("Cấp mã"),
    AreaState.WARNED: lazy_("Cảnh báo"),
    AreaState.SUSPENDED: lazy_("Tạm dừng"),
    AreaState.REVOKED: lazy_("Thu hồi mã"),
    AreaState.RESTORED: lazy_("Khôi phục"),
}

VALIDITIES = {
    Validity.VALID: lazy_("hợp lệ"),
    Validity.WARNED: lazy_("hợp lệ, đang bị cảnh báo"),
    Validity.UNKNOWN: lazy_("chưa rõ tình trạng"),
    Validity.NOT_YET: lazy_("chưa được cấp"),
    Validity.LAPSED: lazy_("đã hết hạn"),
    Validity.SUSPENDED: lazy_("đang tạm dừng"),
    Validity.REVOKED: lazy_("đã bị thu hồi mã"),
}

AT_HARVEST = {
    Validity.VALID: lazy_("hợp lệ ngày hái"),
    Validity.WARNED: lazy_("bị cảnh báo lúc hái"),
    Validity.UNKNOWN: lazy_("chưa rõ tình trạng lúc hái"),
    Validity.NOT_YET: lazy_("chưa được cấp lúc hái"),
    Validity.LAPSED: lazy_("hết hạn trước ngày hái"),
    Validity.SUSPENDED: lazy_("đang tạm dừng lúc hái"),
    Validity.REVOKED: lazy_("đã bị thu hồi trước ngày hái"),
}
