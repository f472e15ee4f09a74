"""The words for schemes, decisions and what they mean."""

from decimal import Decimal

from catalog.kernel.i18n import _, language, lazy_
from traceability.areas.rules import AreaState, Evidence, ProposalState, Scheme, Validity

SCHEMES = {
    Scheme.EXPORT: lazy_("Mã vùng trồng xuất khẩu"),
    Scheme.DOMESTIC: lazy_("Mã vùng trồng trong nước"),
    Scheme.PACKING_HOUSE: lazy_("Mã cơ sở đóng gói"),
    Scheme.AQUACULTURE: lazy_("Mã số nuôi thủy sản"),
    Scheme.LIVESTOCK: lazy_("Mã cơ sở chăn nuôi"),
    Scheme.OTHER: lazy_("Mã khác"),
    Scheme.NONE: lazy_("Chưa có mã"),
}

STATES = {
    AreaState.GRANTED: lazy_("Cấp mã"),
    AreaState.WARNED: lazy_("Cảnh báo"),
    AreaState.SUSPENDED: lazy_("Tạm dừng"),
    AreaState.REVOKED: lazy_("Thu hồi mã"),
    AreaState.RESTORED: lazy_("Khôi phục"),
}

EVIDENCE = {
    Evidence.SELF: lazy_("tự khai"),
    Evidence.DOCUMENT: lazy_("đã xem giấy"),
    Evidence.COUNTERSIGNED: lazy_("bên khác ký xác nhận"),
}

PROPOSALS = {
    ProposalState.WAITING: lazy_("chờ cán bộ"),
    ProposalState.GRANTED: lazy_("đã ghi vào sổ"),
    ProposalState.DECLINED: lazy_("chưa được ghi"),
}


def hectares(size: Decimal | None) -> str | None:
    """12,5 ha in Vietnamese, 12.5 ha in English."""
    if size is None:
        return None
    text = f"{size.normalize():f}"
    return _("%(number)s ha", number=text if language() == "en" else text.replace(".", ","))


VALIDITIES = {
    Validity.VALID: lazy_("hợp lệ"),
    Validity.WARNED: lazy_("hợp lệ, đang bị cảnh báo"),
    Validity.NO_CODE: lazy_("chưa có mã vùng trồng"),
    Validity.UNKNOWN: lazy_("chưa rõ tình trạng"),
    Validity.NOT_YET: lazy_("chưa được cấp"),
    Validity.LAPSED: lazy_("đã hết hạn"),
    Validity.SUSPENDED: lazy_("đang tạm dừng"),
    Validity.REVOKED: lazy_("đã bị thu hồi mã"),
}

AT_HARVEST = {
    Validity.VALID: lazy_("hợp lệ ngày hái"),
    Validity.WARNED: lazy_("bị cảnh báo lúc hái"),
    Validity.NO_CODE: lazy_("chưa có mã vùng trồng"),
    Validity.UNKNOWN: lazy_("chưa rõ tình trạng lúc hái"),
    Validity.NOT_YET: lazy_("chưa được cấp lúc hái"),
    Validity.LAPSED: lazy_("hết hạn trước ngày hái"),
    Validity.SUSPENDED: lazy_("đang tạm dừng lúc hái"),
    Validity.REVOKED: lazy_("đã bị thu hồi trước ngày hái"),
}
