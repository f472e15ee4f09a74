"""The words of printing labels."""

from catalog.kernel.i18n import _, lazy_
from traceability.labels.models import PrintJob
from traceability.labels.rules import JobState

FIELDS = {
    "product_name": lazy_("Tên sản phẩm"),
    "picture": lazy_("Hình ảnh sản phẩm"),
    "producer": lazy_("Tên đơn vị sản xuất, kinh doanh"),
    "address": lazy_("Địa chỉ đơn vị"),
    "stages": lazy_("Các công đoạn"),
    "product_code": lazy_("Mã truy vết sản phẩm"),
    "place_code": lazy_("Mã truy vết địa điểm (mã vùng trồng hoặc số đăng ký cơ sở)"),
    "time": lazy_("Thời gian sản xuất"),
    "trade_mark": lazy_("Thương hiệu, nhãn hiệu (nếu có)"),
    "shelf_life": lazy_("Hạn sử dụng (nếu có)"),
    "standard": lazy_("Tiêu chuẩn, quy chuẩn áp dụng"),
}
"""Each field of completeness.TOLD."""

SHEETS = {
    "a4-65": lazy_("A4, 65 tem nhỏ 38 × 21 mm"),
    "a4-24": lazy_("A4, 24 tem 64 × 34 mm"),
    "a4-21": lazy_("A4, 21 tem lớn 63 × 38 mm"),
    "roll-58": lazy_("Cuộn 58 mm, mỗi tem 58 × 40 mm"),
}
PRINTERS = {
    203: lazy_("203 chấm/inch (máy in tem nhiệt thường gặp)"),
    300: lazy_("300 chấm/inch (máy in tem mịn)"),
    600: lazy_("600 chấm/inch (máy in laser, phun)"),
}
STATES = {
    JobState.WAITING: lazy_("Đang chờ"),
    JobState.DRAWING: lazy_("Đang vẽ và đọc thử từng mã"),
    JobState.READY: lazy_("Đã đọc thử được mọi mã"),
    JobState.FAILED: lazy_("Không in được"),
}


def error(job: PrintJob) -> str:
    """Why a job failed."""
    kind, _colon, number = (job.error or "").partition(":")
    if kind == "unreadable":
        return _(
            "Mã của tem số %(number)s không đọc lại được, nên không tem nào được giao.",
            number=number,
        )
    if kind == "fonts":
        return _("Máy chủ thiếu phông chữ (bin/vendor). Hãy báo người vận hành.")
    if kind == "refused":
        return _("Lô đã bị dừng, hoặc đã quá hạn, sau khi bạn đặt in.")
    return _("Việc in bị ngắt giữa chừng. Hãy in lại.")
