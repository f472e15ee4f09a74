"""A producer's lots and what is done with them: /ban-hang/lo. Made for a phone in the yard."""

from dataclasses import replace
from secrets import token_hex
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.files import Picture
from catalog.kernel.i18n import _
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.web import current_actor, page_number, pictures, requires
from traceability.acts import web as acts
from traceability.acts.rules import acted_at
from traceability.batches import errors as batch_errors
from traceability.batches import service as batches
from traceability.batches.labels import CUSTODY
from traceability.batches.models import Batch
from traceability.batches.queries import get_own_batch
from traceability.batches.rules import BatchKind
from traceability.entry import drafting, labels, queries, rules, service
from traceability.entry.drafting import Reading
from traceability.entry.forms import MOST_TEXT, EventForm, PictureForm, PressForm
from traceability.events.errors import EventRefused, YieldTooHigh
from traceability.events.labels import GRADES, KINDS
from traceability.events.queries import list_caps
from traceability.events.rules import EventKind
from traceability.labels.completeness import Meter, measure
from traceability.labels.labels import ADDS, FIELDS
from traceability.passport.queries import passport_facts

bp = Blueprint("entry_seller", __name__, url_prefix="/ban-hang/lo")

BESIDE: dict[type[DomainError], str] = {
    batch_errors.ProducerTextTaken: "out_text",
    batch_errors.ProducerTextNotAllowed: "out_text",
    batch_errors.NeedsAName: "out_material",
    batch_errors.NothingInIt: "out_amount",
    YieldTooHigh: "reason",
    PictureRefused: "picture",
}
"""The field each refusal belongs to; those of events name their own."""
OF_EVENTS = {
    "amount": "amount",
    "unit": "unit",
    "inputs": "amount",
    "seen": "amount",
    "outputs": "out_goods",
    "ended_on": "ended_on",
    "started_on": "started_on",
    "partner": "partner",
    "step": "step",
    "reason": "reason",
}


@bp.get("/so")
@requires("batches.see")
def lots() -> ResponseReturnValue:
    """Everything I have: harvests, unfinished goods and packs, with what is left."""
    actor = current_actor()
    found, total = queries.list_lots(actor, page_number())
    return render_template(
        "traceability/entry/lots.html",
        lots=found,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        kinds=labels.BATCH_KINDS,
        words=drafting.words,
        waiting=queries.count_waiting(actor),
        incoming=queries.list_incoming(actor),
        is_demo=any(lot.batch.is_demo for lot in found),
    )


@bp.get("/<code>")
@requires("batches.see")
def lot(code: str) -> ResponseReturnValue:
    """One batch: what is left, what happened, what went in, what may be done."""
    batch = get_own_batch(current_actor(), code)
    return render_template(
        "traceability/entry/lot.html",
        lot=queries.get_lot(batch),
        entries=queries.list_entries(batch.id),
        offered=rules.OFFERED[BatchKind(batch.kind)],
        slugs=rules.SLUGS,
        verbs=labels.VERBS,
        kinds=KINDS,
        ways=labels.WAYS,
        grades=GRADES,
        batch_kinds=labels.BATCH_KINDS,
        custody=CUSTODY,
        words=drafting.words,
        is_usable=drafting.is_usable(batch),
        meter=_meter(batch) if batch.kind == BatchKind.PACKED else None,
        fields=FIELDS,
        adds=ADDS,
        form=PressForm(),
        picture_form=PictureForm(),
        is_demo=batch.is_demo,
    )


@bp.post("/<code>/cho-ban")
@requires("batches.release")
def release(code: str) -> ResponseReturnValue:
    """Let a packed batch be sold."""
    batch_id = get_own_batch(current_actor(), code).id
    with transaction():
        batch = batches.release(current_actor(), batch_id, clock.now())
        code = batch.code
    flash(_("Lô này được bán từ bây giờ. Người quét mã sẽ thấy."))
    return redirect(url_for(".lot", code=code), 303)


@bp.get("/<code>/ghi/<slug>")
@requires("events.record")
def record(code: str, slug: str) -> ResponseReturnValue:
    """The form of one kind of event, empty or like the last one."""
    batch, kind = _asked(code, slug)
    form = _form(batch, kind)
    form.key.data = token_hex(16)
    form.ended_on.data = clock.today()
    last = queries.find_last(current_actor(), kind)
    if last and request.args.get("giong") == "truoc":
        _copy(form, last)
    return _page(batch, kind, form, last=last)


@bp.post("/<code>/ghi/<slug>/sua-lai")
@requires("events.record")
def change(code: str, slug: str) -> ResponseReturnValue:
    """Back from the read-back to the form, with everything that was typed."""
    batch, kind = _asked(code, slug)
    return _page(batch, kind, _form(batch, kind))


@bp.post("/<code>/ghi/<slug>/doc-lai")
@requires("events.record")
def read_back(code: str, slug: str) -> ResponseReturnValue:
    """Say every amount once more in kept units, before anything is written."""
    batch, kind = _asked(code, slug)
    form = _form(batch, kind)
    reading = _read(form, batch, kind)
    if reading is None or form.errors or form.form_errors or reading.is_refused:
        return _page(batch, kind, form, reading, status=422)
    return _read_back(batch, kind, form, reading)


@bp.post("/<code>/ghi/<slug>")
@requires("events.record")
def write(code: str, slug: str) -> ResponseReturnValue:
    """Enter the event; the same form sent twice is entered once."""
    batch, kind = _asked(code, slug)
    form = _form(batch, kind)
    reading = _read(form, batch, kind)
    if reading is None or form.errors or form.form_errors or reading.is_refused:
        return _page(batch, kind, form, reading, status=422)
    code = batch.code
    try:
        picture = _kept_picture(form)
        answer = _enter(form, reading, picture)
    except PictureRefused as error:
        form.refuse(error, "picture")
        return _read_back(batch, kind, form, reading, status=422)
    except DomainError as error:
        batch = get_own_batch(current_actor(), code)
        field = OF_EVENTS.get(error.field) if isinstance(error, EventRefused) else None
        form.refuse(error, BESIDE.get(type(error), field))
        return _page(batch, kind, form, reading, status=422)
    if answer.startswith("request:"):
        flash(_("Đã gửi. Việc này được ghi khi người thứ hai xác nhận."))
    else:
        flash(_("Đã ghi vào sổ."))
    return redirect(url_for(".lot", code=code), 303)


def _meter(batch: Batch) -> Meter:
    """What the batch tells already of what the law asks, before labels are printed."""
    today = clock.today()
    return measure(passport_facts(batch.code, today), today)


def _asked(code: str, slug: str) -> tuple[Batch, EventKind]:
    batch = get_own_batch(current_actor(), code)
    kind = rules.KINDS.get(slug)
    if kind is None or kind not in rules.OFFERED[BatchKind(batch.kind)]:
        raise NotFound
    return batch, kind


def _form(batch: Batch, kind: EventKind) -> EventForm:
    """The form with what may be chosen for this batch and this producer."""
    form = EventForm()
    for field in (form.lines, form.out_lines):  # what is too long is refused, and not sent back
        field.data = (field.data or "")[: MOST_TEXT + 1]
    form.unit.choices = [SelectChoice(unit, unit) for unit in rules.SAME_UNITS[batch.unit]]
    sizes = queries.list_sizes(current_actor()) if kind in rules.MAKES else ()
    form.out_goods.choices = [
        SelectChoice("", _("Chọn…")),
        *(SelectChoice(str(one.id), f"{one.product}, {one.name}") for one in sizes),
        SelectChoice("other", _("Bán thành phẩm khác")),
    ]
    caps = {cap.step: cap.name for cap in list_caps()} if kind in rules.MAKES else {}
    form.step.choices = [
        SelectChoice("", _("Không chọn")),
        *(SelectChoice(step, name) for step, name in caps.items()),
    ]
    return form


def _read(form: EventForm, batch: Batch, kind: EventKind) -> Reading | None:
    if not form.validate_on_submit():
        return None
    return drafting.read(form, queries.get_lot(batch), kind, current_actor())


def _enter(form: EventForm, reading: Reading, picture: Picture | None) -> str:
    actor, now, sent = current_actor(), clock.now(), acts.sent()
    draft = replace(reading.draft, acted_at=acted_at(sent, now))

    def act() -> str:
        reason = form.reason.data or ""
        answer = service.enter(actor, draft, reading.openings, reason, now)
        if picture and answer.startswith("event:"):
            service.add_picture(actor, int(answer.partition(":")[2]), picture, now)
        return answer

    with transaction():
        return acts.once(actor, sent, now, act)


def _kept_picture(form: EventForm) -> Picture | None:
    """The photo, cleaned and kept, if one was sent."""
    sent = request.files.get(form.picture.name)
    return pictures().keep_upload(sent.stream) if sent and sent.filename else None


def _copy(form: EventForm, last: queries.Entry) -> None:
    """What was said the last time; the amount too, for it is read back before it is written."""
    event = last.event
    form.title.data, form.place.data = event.title, event.place
    form.partner.data, form.step.data = event.partner, event.step or ""
    part = rules.part_of(EventKind(event.kind))
    flow = next((one for one in last.flows if one.direction == part), None)
    if flow is not None:
        amount, _space, unit = drafting.as_typed(flow).partition(" ")
        form.amount.data = amount
        form.unit.data = unit


def _page(
    batch: Batch,
    kind: EventKind,
    form: EventForm,
    reading: Reading | None = None,
    *,
    last: queries.Entry | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "traceability/entry/record.html",
        **_shown(batch, kind, form),
        refused=reading.refused if reading else {},
        last=last,
        last_words=said_of(last) if last else "",
    )
    return page, status


def _read_back(
    batch: Batch, kind: EventKind, form: EventForm, reading: Reading, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "traceability/entry/read_back.html",
        **_shown(batch, kind, form),
        said=drafting.read_back(reading),
        draft=reading.draft,
        ways=labels.WAYS,
    )
    return page, status


def _shown(batch: Batch, kind: EventKind, form: EventForm) -> dict[str, Any]:
    return {
        "lot": queries.get_lot(batch),
        "kind": kind,
        "slug": rules.SLUGS[kind],
        "verb": labels.VERBS[kind],
        "question": labels.QUESTIONS[rules.part_of(kind)],
        "makes": kind in rules.MAKES,
        "form": form,
        "words": drafting.words,
        "is_demo": batch.is_demo,
    }


def said_of(entry: queries.Entry) -> str:
    """The last event in a few words: 12/11/2026, 12 tạ."""
    flow = entry.flows[0] if entry.flows else None
    amount = f", {drafting.as_typed(flow)}" if flow else ""
    return f"{entry.event.ended_on:%d/%m/%Y}{amount}"
