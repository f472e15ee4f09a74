"""The verdict in words: what is so, what to do, and what it does not prove. Never "authentic"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from catalog.kernel.i18n import _, language
from traceability.batches.rules import RecallState
from traceability.passport.facts import Facts, Stars
from traceability.passport.rules import StarStatus, Verdict

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TONES = {
    Verdict.RECALLED: "stop",
    Verdict.QUARANTINED: "stop",
    Verdict.VALID: "good",
    Verdict.PAST_BEST_BEFORE: "stop",
}


@dataclass(frozen=True)
class Words:
    """The top of a passport page. `tone` is "good", "stop" or "care"."""

    tone: str
    sentence: str
    what_to_do: str
    not_proved: str


def day(given: date | None) -> str:
    """12/03/2028 in Vietnamese, 12 Mar 2028 in English."""
    if given is None:
        return ""
    if language() == "en":
        return f"{given.day} {MONTHS[given.month - 1]} {given.year}"
    return f"{given:%d/%m/%Y}"


def words(facts: Facts) -> Words:
    """The top of the page in the language that is being spoken."""
    sentence, what_to_do = SAYINGS[facts.verdict](facts)
    return Words(TONES.get(facts.verdict, "care"), sentence, what_to_do, not_proved(facts))


def not_proved(facts: Facts) -> str:
    if facts.batch is None:
        return _(
            "Không có trong sổ không có nghĩa chắc chắn là hàng giả, nhưng không ai bảo đảm "
            "được nguồn gốc của nó."
        )
    return _(
        "Trang này cho biết điều đã được ghi và ai đã ghi. Mã in có thể bị chép lại: trang này "
        "không chứng minh được hàng trong gói đúng là hàng của lô."
    )


def _recalled(facts: Facts) -> tuple[str, str]:
    notice = facts.notice
    since = day(notice.since) if notice else ""
    if facts.stopped_input:
        sentence = _(
            "Không dùng lô này: nguyên liệu làm ra nó bị thu hồi từ %(since)s.", since=since
        )
    elif notice and notice.state is RecallState.CLOSED:
        sentence = _(
            "Không dùng lô này: lô đã bị thu hồi, đợt thu hồi kết thúc ngày %(since)s.", since=since
        )
    else:
        sentence = _("Không dùng lô này: lô đang bị thu hồi từ %(since)s.", since=since)
    return sentence, _("Ngừng dùng, giữ lại gói hàng và liên hệ chủ thể sản xuất để trả hàng.")


def _quarantined(facts: Facts) -> tuple[str, str]:
    since = day(facts.notice.since) if facts.notice else ""
    if facts.stopped_input:
        sentence = _(
            "Khoan dùng lô này: nguyên liệu của lô đang tạm dừng để kiểm tra từ %(since)s.",
            since=since,
        )
    else:
        sentence = _(
            "Khoan dùng lô này: lô đang tạm dừng bán để kiểm tra từ %(since)s.", since=since
        )
    return sentence, _("Cất riêng gói hàng và xem lại trang này sau vài ngày để biết kết quả.")


def _unknown_batch(facts: Facts) -> tuple[str, str]:
    if facts.is_mistyped:
        return (
            _("Mã gõ chưa đúng: “%(code)s” không khớp ký tự kiểm tra.", code=facts.typed),
            _(
                "So lại từng chữ với mã in trên gói. Dễ nhầm nhất: 5 với S, 8 với B, 2 với Z, "
                "1 với 7, V với Y."
            ),
        )
    if facts.product:
        return (
            _("Lô “%(code)s” không có trong sổ của chủ thể sản xuất này.", code=facts.typed),
            _(
                "Đọc kỹ lại mã trên gói. Nếu đúng mã, đừng vội dùng: hãy hỏi chủ thể sản xuất, "
                "hoặc báo cho chúng tôi."
            ),
        )
    return (
        _("Mã “%(code)s” không có trong hệ thống.", code=facts.typed),
        _("Đọc kỹ lại mã trên gói rồi gõ lại. Nếu vẫn không thấy, hãy báo cho chúng tôi."),
    )


def _not_released(facts: Facts) -> tuple[str, str]:
    return (
        _("Lô này có trong sổ nhưng chưa được chủ thể cho bán ra."),
        _(
            "Nếu bạn đang cầm gói hàng của lô này, hãy hỏi nơi bán và báo cho chúng tôi: tem "
            "có thể đã bị lấy ra ngoài."
        ),
    )


def _past_best_before(facts: Facts) -> tuple[str, str]:
    last = facts.batch.best_before if facts.batch else None
    return (
        _("Lô này đã đăng ký nhưng đã quá hạn dùng ngày %(last)s.", last=day(last)),
        _("Không nên dùng. Nếu vừa mua, hãy đổi lại nơi bán."),
    )


def _revoked(facts: Facts) -> tuple[str, str]:
    stars = facts.stars_today or Stars(facts.on, StarStatus.NONE)
    return (
        _(
            "Lô này đã đăng ký, nhưng sản phẩm bị thu hồi sao OCOP từ %(since)s.",
            since=day(stars.revoked_on),
        ),
        _("Nhãn in sao không còn giá trị. ") + _at_packing(facts),
    )


def _expired(facts: Facts) -> tuple[str, str]:
    stars = facts.stars_today or Stars(facts.on, StarStatus.NONE)
    return (
        _(
            "Lô này đã đăng ký, nhưng %(count)s sao OCOP đã hết hạn ngày %(last)s.",
            count=stars.recognised or "",
            last=day(stars.valid_to),
        ),
        _at_packing(facts)
        or _("Hàng vẫn có thể dùng được; sao in trên nhãn không còn giá trị hôm nay."),
    )


def _unrecognised(facts: Facts) -> tuple[str, str]:
    stars = facts.stars_today
    if stars and stars.is_end_unknown:
        return (
            _("Lô này đã đăng ký, nhưng không rõ sao OCOP của sản phẩm còn hiệu lực hay không."),
            _("Quyết định công nhận không ghi đủ ngày, nên chúng tôi không hiện sao."),
        )
    return (
        _("Lô này đã đăng ký; sản phẩm chưa có sao OCOP."),
        _("Nếu nhãn có in sao OCOP, hãy báo cho chúng tôi."),
    )


def _valid(facts: Facts) -> tuple[str, str]:
    stars = facts.stars_today or Stars(facts.on, StarStatus.NONE)
    if stars.valid_to is None:
        sentence = _(
            "Lô này đã đăng ký, %(count)s sao OCOP còn hiệu lực hôm nay.", count=stars.count
        )
    else:
        sentence = _(
            "Lô này đã đăng ký, %(count)s sao OCOP còn hiệu lực đến %(last)s.",
            count=stars.count,
            last=day(stars.valid_to),
        )
    return sentence, _("Không có thông báo thu hồi nào cho lô này và nguyên liệu của nó.")


def _at_packing(facts: Facts) -> str:
    then = facts.stars_at_packing
    if then is None:
        return ""
    if then.count:
        return _(
            "Ngày đóng gói %(day)s, %(count)s sao còn hiệu lực.", day=day(then.on), count=then.count
        )
    return _("Ngày đóng gói %(day)s, sao đã không còn hiệu lực.", day=day(then.on))


SAYINGS: dict[Verdict, Callable[[Facts], tuple[str, str]]] = {
    Verdict.RECALLED: _recalled,
    Verdict.QUARANTINED: _quarantined,
    Verdict.UNKNOWN_BATCH: _unknown_batch,
    Verdict.NOT_RELEASED: _not_released,
    Verdict.PAST_BEST_BEFORE: _past_best_before,
    Verdict.REVOKED: _revoked,
    Verdict.EXPIRED: _expired,
    Verdict.UNRECOGNISED: _unrecognised,
    Verdict.VALID: _valid,
}
