"""The words of alerts: what was counted, and how to look into it."""

from catalog.kernel.i18n import _, lazy_
from traceability.alerts.rules import Alert, AlertKind
from traceability.labels.rules import PieceState

KINDS = {
    AlertKind.RECALLED: lazy_("Còn được quét lâu sau khi thu hồi"),
    AlertKind.EARLY: lazy_("Được quét trước khi cho bán"),
    AlertKind.REPEATED: lazy_("Một số riêng bị kiểm tra nhiều lần"),
    AlertKind.VOLUME: lazy_("Quét nhiều hơn số gói giải thích được"),
    AlertKind.LABELS: lazy_("Tem in nhiều hơn số gói"),
    AlertKind.UNKNOWN: lazy_("Số riêng không ai cấp"),
    AlertKind.EXPIRED: lazy_("Còn được quét lâu sau hạn dùng"),
}
ADVICE = {
    AlertKind.RECALLED: lazy_(
        "Hàng có thể còn bày bán: hỏi nơi bán, kiểm tra đã thu về bao nhiêu."
    ),
    AlertKind.EARLY: lazy_("Tem có thể đã bị lấy ra ngoài, hoặc người đóng gói quên bấm cho bán."),
    AlertKind.REPEATED: lazy_("Tem có thể bị chép; hoặc một gói trưng bày được nhiều người xem."),
    AlertKind.VOLUME: lazy_(
        "Mã lô có thể bị in chép; hoặc lô được giới thiệu ở hội chợ, trên báo."
    ),
    AlertKind.LABELS: lazy_("Xem lý do ghi khi in, và đếm tem còn lại ở cơ sở."),
    AlertKind.UNKNOWN: lazy_("Có người in số bịa trên tem; xem các báo cáo về lô này."),
    AlertKind.EXPIRED: lazy_("Hàng cũ có thể còn bày bán; hỏi nơi bán."),
}

ANSWERS = {
    PieceState.FIRST: lazy_("Lần đầu"),
    PieceState.BEFORE: lazy_("Đã kiểm tra trước đó"),
    PieceState.EARLY: lazy_("Chưa cho dùng"),
    PieceState.UNKNOWN: lazy_("Không có trong sổ"),
}


def counted(alert: Alert) -> str:
    """The figure and what would be nothing special."""
    return _("%(count)s, bình thường nhiều nhất %(limit)s", count=alert.count, limit=alert.limit)
