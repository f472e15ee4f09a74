"""The words of printing labels."""

from catalog.kernel.i18n import _, lazy_, ngettext
from traceability.labels.checking import Piece, PinAnswer
from traceability.labels.models import PrintJob
from traceability.labels.rules import JobState, PieceState
from traceability.passport.labels import day
from traceability.passport.rules import Verdict

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

ADDS = {
    "product_name": lazy_("Người quét biết gói trong tay là hàng gì."),
    "picture": lazy_("Người quét so được gói trong tay với ảnh."),
    "producer": lazy_("Người mua biết ai làm ra và chịu trách nhiệm."),
    "address": lazy_("Người mua tìm được đến nơi làm."),
    "stages": lazy_("Người mua thấy hàng đi qua những bước nào. Ghi từng việc ở trang của lô."),
    "product_code": lazy_("Mỗi lô nhận ra được, thu hồi đúng lô."),
    "place_code": lazy_("Hàng truy được về tận vùng trồng: bên mua lớn và xuất khẩu đòi mã này."),
    "time": lazy_("Người mua biết hàng mới hay cũ."),
    "trade_mark": lazy_("Người mua nhận ra nhãn hiệu đã đăng ký."),
    "shelf_life": lazy_("Người mua biết dùng đến ngày nào; quá hạn thì mã tự báo."),
    "standard": lazy_("Cán bộ và bên mua biết hàng làm theo tiêu chuẩn nào."),
}
"""What each field gives whoever scans the pack."""

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


def first_line(verdict: Verdict, code: str) -> tuple[str, str]:
    """The verdict on a piece in words, and what to do: never that it is genuine."""
    if verdict is Verdict.UNKNOWN_SERIAL:
        return (
            _("Số riêng này chưa từng được cấp cho gói nào của lô %(code)s.", code=code),
            _(
                "Có thể nhãn bị sao chép hoặc in sai, hoặc gõ nhầm một chữ. So lại với tem; nếu "
                "đúng như in, đừng vội dùng và báo cho chúng tôi."
            ),
        )
    if verdict is Verdict.NOT_RELEASED:
        return (
            _("Số riêng này đã in nhưng chủ thể chưa cho dùng."),
            _("Tem có thể đã bị lấy ra ngoài. Hãy hỏi nơi bán và báo cho chúng tôi."),
        )
    return (
        _("Số riêng này đã có người kiểm tra trước bạn."),
        _(
            "Nếu chính bạn hoặc người nhà đã kiểm tra thì không sao. Nếu không, tem có thể đã bị "
            "chép: xem kỹ gói hàng, nơi bán, và báo cho chúng tôi."
        ),
    )


def piece_in_words(piece: Piece, *, is_checked: bool) -> str:
    """What is known of a piece; `is_checked`: somebody has just checked it."""
    if piece.state is PieceState.UNKNOWN:
        return _("Không có trong sổ.")
    if piece.state is PieceState.EARLY:
        return _("Đã in, chưa cho dùng.")
    if piece.state is PieceState.FIRST and is_checked:
        return _("Lần kiểm tra đầu tiên: trước bạn chưa ai kiểm tra số này.")
    if piece.state is PieceState.FIRST:
        return _("Đã cho dùng, chưa ai kiểm tra.")
    first = day(piece.first_checked_on)
    return ngettext(
        "Đã được kiểm tra %(num)s lần trước đó, lần đầu ngày %(first)s.",
        "Đã được kiểm tra %(num)s lần trước đó, lần đầu ngày %(first)s.",
        piece.checks,
        first=first,
    )


def pin_in_words(answer: PinAnswer, piece: Piece) -> str:
    if answer is PinAnswer.RIGHT:
        return _("Mã PIN khớp, và đây là lần đầu nó được xác nhận.")
    if answer is PinAnswer.AGAIN:
        return _(
            "Mã PIN khớp, nhưng đã được xác nhận ngày %(day)s. Nếu lớp cào còn nguyên khi bạn mua, "
            "hãy báo cho chúng tôi.",
            day=day(piece.pin_confirmed_on),
        )
    return _("Mã PIN không khớp.")


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
