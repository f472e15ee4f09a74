"""The words of the log: what a line is about, and what checking it has shown."""

from typing import Any

from catalog.kernel.i18n import _, lazy_
from traceability.areas.labels import STATES as AREA_STATES
from traceability.events.labels import KINDS
from traceability.recalls.labels import STATES

WHY = {
    "new": lazy_("ghi ngay lúc nhập"),
    "change": lazy_("ghi khi có thay đổi"),
    "late": lazy_("có từ trước khi mở sổ"),
}


def title(record: dict[str, Any]) -> str:
    """What a line is about, in a few words; from its clear part alone."""
    say = _TITLES.get(record["t"])
    return say(record["is"]) if say else record["t"]


def _event(said: dict[str, Any]) -> str:
    return str(KINDS.get(said["kind"], said["kind"]))


def _status(said: dict[str, Any]) -> str:
    word = AREA_STATES.get(said["status"], said["status"])
    return _("Mã %(code)s: %(state)s", code=said["area"], state=word)


def _recall(said: dict[str, Any]) -> str:
    word = STATES.get(said["state"], said["state"])
    return _("Lô %(code)s: %(state)s", code=said["batch"], state=word)


_TITLES = {
    "batch": lambda said: _("Lô %(code)s", code=said["code"]),
    "event": _event,
    "event_override": lambda said: _("Vượt mức thu được, có người thứ hai xác nhận"),
    "event_picture": lambda said: _("Một tấm ảnh của việc đã ghi"),
    "event_error": lambda said: _("Khai báo ghi sai"),
    "area": lambda said: _("Vùng trồng %(code)s", code=said["code"]),
    "area_entry": lambda said: _("Thông tin vùng %(code)s", code=said["area"]),
    "area_status": _status,
    "recall": _recall,
    "recognition": lambda said: _("Công nhận %(count)s sao", count=said["stars"] or "?"),
    "redaction": lambda said: _("Đã xóa theo yêu cầu của người liên quan"),
}


def words() -> dict[str, str]:
    """What the page says while it checks; {names} are filled in by the browser."""
    return {
        "check": _("Kiểm tra trên máy này"),
        "good": _(
            "Đã kiểm tra trên máy này: {lines} dòng nằm trong sổ {size} dòng, đúng từng chữ, "
            "có chữ ký của sổ."
        ),
        "unsigned": _(
            "{lines} dòng nằm đúng trong sổ {size} dòng, nhưng trình duyệt này chưa biết kiểm tra "
            "chữ ký (Ed25519). Hãy dùng trình duyệt mới hơn."
        ),
        "matched": _("{steps} bước trên trang khớp với sổ."),
        "bad": _("KHÔNG KHỚP: {why} Đừng tin trang này. Chụp màn hình và báo cho cơ quan quản lý."),
        "plain": _(
            "Trình duyệt này không tự kiểm tra được: cần địa chỉ https và trình duyệt mới. Có thể "
            "tải tệp bằng chứng và kiểm tra trên máy khác."
        ),
        "first": _(
            "Máy này nhớ sổ ở {size} dòng từ hôm nay; lần quét sau sẽ biết nếu sổ bị viết lại."
        ),
        "continued": _(
            "Sổ vẫn nối tiếp {since} dòng máy này nhớ từ {day}: không dòng cũ nào bị sửa."
        ),
        "soon": _("Chưa có dòng nào về lô này trong điểm chốt. Thử lại sau vài giây."),
        "lineGood": _("đúng trong sổ"),
        "lineBad": _("không khớp"),
        "tree": _("dòng này không nằm trong sổ đã ký."),
        "text": _("chữ trên trang không phải là chữ đã ghi."),
        "page": _("trang của lô nói khác với sổ."),
        "signature": _("chữ ký không phải của sổ này."),
        "malformed": _("tệp bằng chứng bị hỏng."),
        "rewritten": _("sổ đã bị viết lại so với điểm chốt máy này nhớ."),
        "otherkey": _("khóa của sổ khác với khóa máy này nhớ."),
    }
