"""The rest of a passport page in words: finished lines in the language that is being spoken."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.kernel.i18n import _, language, ngettext
from traceability.areas.labels import AT_HARVEST
from traceability.areas.rules import Validity, counting
from traceability.batches.labels import CUSTODY
from traceability.batches.rules import CustodyModel
from traceability.events.labels import GRADES, KINDS, UNITS
from traceability.events.queries import Flow, Happening
from traceability.events.rules import EventKind, Evidence, Share
from traceability.passport.facts import AreaLine, CertificateFacts, Facts, Stars, Step
from traceability.passport.labels import day
from traceability.passport.rules import StarStatus


@dataclass(frozen=True)
class AreaWords:
    """One growing area under a step."""

    slug: str
    code: str
    validity: str
    tone: str  # "good", "bad", or "" where there is no code to be either
    share: str


@dataclass(frozen=True)
class StepWords:
    """One step of the way, ready to be shown. `number` is its event's in the public log."""

    number: int
    title: str
    days: str
    place: str
    amounts: str
    areas: tuple[AreaWords, ...]
    note: str
    lag: str
    grade: str
    grade_label: str


@dataclass(frozen=True)
class Claim:
    """A fact, what was said, and who stands behind it."""

    what: str
    said: str
    grade: str = ""
    is_expired: bool = False

    @property
    def grade_label(self) -> str:
        return str(GRADES[Evidence(self.grade)])


def number(amount: Decimal) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English."""
    text = f"{amount.normalize():,f}"
    if language() == "en":
        return text
    return text.translate(str.maketrans(",.", ".,"))


def days(first: date, last: date) -> str:
    """03/11/2026, or 09–12/11/2026 when the first day needs no month of its own."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}–{day(last)}" if language() == "vi" else f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"


def standing(stars: Stars) -> str:
    """What the stars were worth on a day, with the date that decides it."""
    if stars.status is StarStatus.VALID and stars.valid_to:
        return _("còn hiệu lực, đến %(last)s", last=day(stars.valid_to))
    if stars.status is StarStatus.VALID:
        return _("còn hiệu lực")
    if stars.status is StarStatus.REVOKED:
        return _("đã bị thu hồi từ %(since)s", since=day(stars.revoked_on))
    if stars.status is StarStatus.EXPIRED:
        return _("đã hết hạn ngày %(last)s", last=day(stars.valid_to))
    return _("không rõ còn hiệu lực không") if stars.is_end_unknown else _("chưa được công nhận")


def steps(facts: Facts) -> list[StepWords]:
    return [_step(step) for step in facts.steps]


def said_by(event: Happening) -> str:
    """Who wrote it down, how late, and who confirmed it."""
    parts = [_("%(name)s ghi", name=event.entered_by), lag(event)]
    if event.is_correction:
        parts.append(_("bản ghi sửa lại"))
    if event.confirmed_by:
        parts.append(_("%(name)s xác nhận", name=event.confirmed_by))
    if event.overridden_by:
        parts.append(_("vượt định mức, %(name)s xác nhận", name=event.overridden_by))
    return " · ".join(part for part in parts if part)


def lag(event: Happening) -> str:
    """How late it was written down; nothing when it was on the same day."""
    if not event.lag_days:
        return ""
    return ngettext("ghi trễ %(num)s ngày", "ghi trễ %(num)s ngày", event.lag_days)


def claims(facts: Facts) -> list[Claim]:
    """Who said what, the weightiest first."""
    found = [*_recognition(facts), *_areas(facts)]
    for step in facts.steps:
        title = step.event.title or str(KINDS[step.event.kind])
        found.append(Claim(title, said_by(step.event), step.event.evidence))
    return found


def laboratories(facts: Facts) -> list[Claim]:
    """Each laboratory report once."""
    reports = {
        (
            test.laboratory,
            test.accreditation,
            test.report_number,
            test.sampled_on,
            test.sampling,
            test.evidence,
        )
        for test in facts.tests
    }
    return [
        Claim(
            laboratory,
            " · ".join(
                part
                for part in (
                    laboratory,
                    accreditation,
                    _("phiếu %(number)s", number=report) if report else "",
                    _("lấy mẫu %(day)s", day=day(sampled)) if sampled else "",
                    sampling,
                )
                if part
            ),
            evidence,
        )
        for laboratory, accreditation, report, sampled, sampling, evidence in sorted(
            reports, key=str
        )
    ]


def certificates(facts: Facts) -> list[Claim]:
    return [_certificate(one) for one in facts.certificates]


def about(facts: Facts) -> list[tuple[str, str]]:
    """The plain facts of the batch, those that are known."""
    batch, product, producer = facts.batch, facts.product, facts.producer
    if batch is None:
        return []
    lines: list[tuple[str, str | None]] = [
        (_("Mã lô"), batch.code),
        (_("Số lô của chủ thể"), batch.producer_text),
        (_("Mã vạch (GTIN)"), product.gtin if product else None),
        (_("Số lượng"), _amount(batch.quantity, batch.unit, batch.unit_name)),
        (_("Ngày đóng gói"), day(batch.packed_on)),
        (_("Hạn dùng"), day(batch.best_before)),
        (_("Cách giữ hàng"), _custody(batch.custody_model)),
    ]
    if product:
        lines += [
            (_("Thành phần"), product.ingredients),
            (_("Chất gây dị ứng"), product.allergens),
            (_("Bảo quản"), product.storage),
            (_("Lưu ý"), product.warnings),
            (_("Tiêu chuẩn"), product.standard),
            (_("Nhãn hiệu"), product.trade_mark),
        ]
    if producer:
        lines += [
            (_("Chủ thể"), producer.name),
            (_("Địa chỉ"), producer.address or producer.place),
            (_("Điện thoại"), producer.phone),
            (_("Số đăng ký"), producer.registration_number),
        ]
    return [(what, said) for what, said in lines if said]


def share(one: Share | None) -> str:
    """What a blend can honestly say: a range, or nothing when all came from one place."""
    if one is None or one.is_certain_and_whole:
        return ""
    low, high = one.percents
    if low == high:
        return _("%(low)s %% lô này đến từ đây", low=low)
    if low == 0:
        return _("nhiều nhất %(high)s %% lô này đến từ đây", high=high)
    return _("%(low)s–%(high)s %% lô này đến từ đây", low=low, high=high)


def _custody(model: str | None) -> str | None:
    """How the goods were kept apart, as the producer declares it."""
    return str(CUSTODY[CustodyModel(model)]) if model else None


def _step(step: Step) -> StepWords:
    event = step.event
    place = ", ".join(part for part in (event.place, event.commune) if part)
    return StepWords(
        number=event.id,
        title=event.title or str(KINDS[event.kind]),
        days=days(event.started_on, event.ended_on),
        place=" · ".join(part for part in (_whose(event), place) if part),
        amounts=_amounts(step),
        areas=tuple(_area(line, event) for line in step.areas),
        note=event.note or "",
        lag=lag(event),
        grade=event.evidence,
        grade_label=str(GRADES[event.evidence]),
    )


def _whose(event: Happening) -> str:
    """Who did it; of goods that changed hands, between whom."""
    return " – ".join(part for part in (event.producer, event.partner) if part)


def _amounts(step: Step) -> str:
    taken = ", ".join(_flow(flow) for flow in step.taken)
    given = ", ".join(_flow(flow) for flow in step.given)
    if taken and given:
        return (
            _("%(taken)s → còn %(given)s", taken=taken, given=given)
            if (step.event.kind is EventKind.PROCESS)
            else f"{taken} → {given}"
        )
    return taken or given


def _flow(flow: Flow) -> str:
    return flow.as_entered or _amount(flow.quantity, flow.unit, None)


def _amount(quantity: Decimal, unit: str, unit_name: str | None) -> str:
    return f"{number(quantity)} {unit_name or UNITS[unit]}"


def _area(line: AreaLine, event: Happening) -> AreaWords:
    good = line.validity in (Validity.VALID, Validity.WARNED)
    late = line.area.is_known_late(event.started_on, event.ended_on)
    said = str(AT_HARVEST[line.validity])
    if late:
        said = f"{said}, " + _("ghi vào sổ sau ngày hái")
    return AreaWords(
        slug=line.area.slug,
        code=line.area.code,
        validity=said,
        tone="" if line.validity is Validity.NO_CODE else "good" if good else "bad",
        share=share(line.share),
    )


def _recognition(facts: Facts) -> list[Claim]:
    stars = facts.stars_today
    if stars is None or stars.recognised is None:
        return []
    source = _("theo báo chí: %(source)s", source=stars.source or "")
    if stars.decision_number:
        source = _("QĐ %(number)s", number=stars.decision_number)
    said = ", ".join(part for part in (source, stars.issuer, day(stars.decision_date)) if part)
    grade = Evidence.DOCUMENT if stars.decision_number else ""
    return [Claim(_("Công nhận %(count)s sao", count=stars.recognised), said, grade)]


def _areas(facts: Facts) -> list[Claim]:
    found = {line.area.id: line.area for step in facts.steps for line in step.areas}
    claims_ = []
    for area in found.values():
        newest = next(reversed(counting(area.history)), None)
        if newest:
            said = " · ".join(
                part for part in (area.issuer, newest.source, newest.entered_by) if part
            )
            claims_.append(Claim(area.code, said, newest.evidence))
    return claims_


def _certificate(one: CertificateFacts) -> Claim:
    parts = (
        _("số %(number)s", number=one.number) if one.number else "",
        one.issuer,
        _("cấp %(day)s", day=day(one.issued_on)) if one.issued_on else "",
        _("đến %(day)s", day=day(one.expires_on)) if one.expires_on else "",
        one.scope,
        _("%(name)s ghi", name=one.entered_by),
        _("%(name)s xác nhận", name=one.confirmed_by) if one.confirmed_by else "",
    )
    said = " · ".join(part for part in parts if part)
    return Claim(one.scheme, said, one.evidence, is_expired=one.is_expired)
