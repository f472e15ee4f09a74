"""The facts of a passport for machines (JSON) and for phones that show only text."""

import textwrap
from datetime import date
from typing import Any

from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import _, speaking
from traceability.passport import labels, queries, words
from traceability.passport.facts import Facts, Stars, Step


def as_json(code: str, on: date) -> dict[str, Any]:
    """What GET /api/v1/batches/<batch> answers; NotFound for a code nobody registered."""
    facts = queries.passport_facts(code, on)
    batch = facts.batch
    if batch is None:
        raise NotFound
    return {
        "code": batch.code,
        "verdict": facts.verdict.value,
        "checked_on": _day(on),
        "kind": batch.kind,
        "producer_text": batch.producer_text,
        "quantity": str(batch.quantity.normalize()),
        "unit": batch.unit,
        "unit_name": batch.unit_name,
        "made_on": _day(batch.made_on),
        "packed_on": _day(batch.packed_on),
        "best_before": _day(batch.best_before),
        "product": _product(facts),
        "producer": {
            "slug": facts.producer.slug,
            "name": facts.producer.name,
            "place": facts.producer.place,
        }
        if facts.producer
        else None,
        "stars_today": _stars(facts.stars_today),
        "stars_at_packing": _stars(facts.stars_at_packing),
        "recall": _recall(facts),
        "steps": [_step(step) for step in facts.steps],
        "tests": [{**vars(test), "sampled_on": _day(test.sampled_on)} for test in facts.tests],
        "certificates": [
            {**vars(one), "issued_on": _day(one.issued_on), "expires_on": _day(one.expires_on)}
            for one in facts.certificates
        ],
        "is_demo": batch.is_demo,
    }


def as_text(code: str, language: str, on: date) -> str:
    """The page as plain text in lines of at most 72 characters, the verdict first."""
    facts = queries.passport_facts(code, on)
    with speaking(language):
        lines = _lines(facts)
    wrapped = ["\n".join(textwrap.wrap(line, 72)) if line else "" for line in lines]
    return "\n".join(wrapped) + "\n"


def _lines(facts: Facts) -> list[str]:
    top = labels.words(facts)
    lines = [top.sentence, top.what_to_do, _("Kiểm tra ngày %(day)s", day=labels.day(facts.on))]
    if facts.notice:
        lines += [f"{_('Lý do:')} {facts.notice.reason}"]
        if facts.notice.contact:
            lines += [f"{_('Liên hệ:')} {facts.notice.contact}"]
    if facts.is_demo:
        lines += [_("Dữ liệu minh họa: mọi tên, mã và con số trên trang này là hư cấu.")]
    if facts.product:
        lines += ["", facts.product.name]
    lines += [f"{what}: {said}" for what, said in words.about(facts)]
    for stars in (facts.stars_at_packing, facts.stars_today):
        if stars:
            count = f"{stars.count}/5, " if stars.count else ""
            lines += [f"{_('Sao OCOP')} {labels.day(stars.on)}: {count}{words.standing(stars)}"]
    for step in words.steps(facts):
        lines += ["", f"{step.title} · {step.days}"]
        lines += [part for part in (step.place, step.amounts) if part]
        lines += [f"- {area.code}: {area.validity} {area.share}".rstrip() for area in step.areas]
        lines += [" · ".join(part for part in (step.lag, step.grade_label) if part)]
    for test in facts.tests:
        limit = f" ({_('Giới hạn')} {test.limit})" if test.limit else ""
        lines += [f"{test.analyte}: {test.value} {test.unit or ''}{limit}"]
    return [*lines, "", top.not_proved]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _product(facts: Facts) -> dict[str, Any] | None:
    product = facts.product
    if product is None:
        return None
    return {"slug": product.slug, "name": product.name, "gtin": product.gtin}


def _stars(stars: Stars | None) -> dict[str, Any] | None:
    if stars is None:
        return None
    return {
        "on": _day(stars.on),
        "status": stars.status.value,
        "stars": stars.count,
        "decision_number": stars.decision_number,
        "decision_date": _day(stars.decision_date),
        "valid_from": _day(stars.valid_from),
        "valid_to": _day(stars.valid_to),
        "revoked_on": _day(stars.revoked_on),
    }


def _recall(facts: Facts) -> dict[str, Any] | None:
    notice = facts.notice
    if notice is None:
        return None
    return {
        "state": notice.state.value,
        "since": _day(notice.since),
        "reason": notice.reason,
        "what_to_do": notice.what_to_do,
        "contact": notice.contact,
        "input": facts.stopped_input,
    }


def _step(step: Step) -> dict[str, Any]:
    event = step.event
    return {
        "kind": event.kind.value,
        "title": event.title,
        "started_on": _day(event.started_on),
        "ended_on": _day(event.ended_on),
        "place": event.place,
        "commune": event.commune,
        "entered_by": event.entered_by,
        "days_late": event.lag_days,
        "evidence": event.evidence.value,
        "confirmed_by": event.confirmed_by,
        "areas": [
            {
                "code": line.area.code,
                "validity_at_harvest": line.validity.value,
                "percent": list(line.share.percents) if line.share else None,
            }
            for line in step.areas
        ],
    }
