"""A new lot: harvested, or received from somebody. /ban-hang/lo/moi"""

from secrets import token_hex

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotAllowed
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from traceability.acts import web as acts
from traceability.acts.rules import acted_at
from traceability.batches import errors as batch_errors
from traceability.batches.rules import BatchKind, CustodyModel, Unit, as_printed
from traceability.batches.service import NewBatch
from traceability.entry import drafting, errors, pasting, queries, service
from traceability.entry.forms import NewLotForm
from traceability.events import errors as event_errors
from traceability.events.drafts import Opening
from traceability.events.rules import Draft, EventKind, Line, kept

bp = Blueprint("entry_beginning", __name__, url_prefix="/ban-hang/lo")

BESIDE = {
    batch_errors.NothingInIt: "amount",
    batch_errors.NotADate: "day",
    batch_errors.NoSuchYear: "day",
    event_errors.InTheFuture: "day",
    event_errors.TooLongAgo: "day",
    event_errors.PartNotAllowed: "source",
    event_errors.InputOfAnother: "source",
    event_errors.InputStopped: "source",
    event_errors.InputPastBestBefore: "source",
    event_errors.InputNotReleased: "source",
    event_errors.InputNotMadeYet: "day",
    event_errors.CustodyTooStrict: "custody",
    event_errors.UnitMismatch: "unit",
    event_errors.Overdrawn: "amount",
    errors.NoSuchLot: "source",
    event_errors.AreaNotHarvested: "area",
    event_errors.QuantityTooLarge: "amount",
    event_errors.QuantityTooSmall: "amount",
}


@bp.route("/moi", methods=["GET", "POST"])
@requires("batches.open")
def new() -> ResponseReturnValue:
    """Enter what was harvested or came in; the lot gets its code."""
    form = NewLotForm()
    areas = queries.list_own_areas(current_actor())
    form.area.choices = [
        SelectChoice("", _("Không ghi")),
        *(SelectChoice(str(one.id), f"{one.code}, {one.name}") for one in areas),
    ]
    if form.validate_on_submit() and (opening := _opening(form)):
        try:
            code = _begin(form, opening)
        except DomainError as error:
            form.refuse(error, BESIDE.get(type(error)))
        else:
            said = drafting.words(opening.new.quantity, opening.new.unit)
            flash(_("Đã mở lô %(code)s: %(said)s.", code=code, said=said))
            return redirect(url_for("entry_seller.lot", code=code), 303)
    if not form.is_submitted():
        form.key.data = token_hex(16)
        form.day.data = clock.today()
        _take_in(form, request.args.get("tu", ""))
    status = 422 if form.errors or form.form_errors else 200
    return render_template("traceability/entry/new.html", form=form), status


def _take_in(form: NewLotForm, code: str) -> None:
    """Fill in what another producer shipped, where the page was opened from it."""
    incoming = queries.list_incoming(current_actor()) if code else []
    found = next((one for one in incoming if one.lot.batch.code == code), None)
    if found is None:
        return
    form.kind.data = str(EventKind.RECEIVE)
    form.material.data, form.partner.data = found.lot.name, found.sender
    form.source.data = code
    form.amount.data = f"{found.left.normalize():f}".replace(".", ",")
    form.unit.data = {"l": "lít", "piece": "gói"}.get(found.lot.batch.unit, "kg")


def _source(form: NewLotForm, opening: Opening) -> tuple[Line, ...]:
    """What it is received from, where that lot is kept here too."""
    if not (typed := (form.source.data or "").strip()):
        return ()
    code = as_printed(typed)
    if (lot := queries.list_lots_by_code([code]).get(code)) is None:
        raise errors.NoSuchLot
    return (Line(lot.batch.id, opening.amount, opening.unit),)


def _opening(form: NewLotForm) -> Opening | None:
    amount = pasting.read_amount(form.amount.data or "")
    found = kept(amount, form.unit.data) if amount is not None else None
    if amount is None or found is None:
        form.refuse(errors.AmountUnreadable(), "amount")
        return None
    harvested = form.kind.data == EventKind.HARVEST
    model = form.custody.data
    new = NewBatch(
        kind=BatchKind.HARVEST if harvested else BatchKind.INTERMEDIATE,
        producer_id=_producer_id(),
        quantity=found[0],
        unit=Unit(found[1]),
        material=form.material.data,
        made_on=form.day.data,
        custody_model=CustodyModel(model) if model else None,
    )
    return Opening(new, amount, form.unit.data)


def _begin(form: NewLotForm, opening: Opening) -> str:
    actor, now, sent = current_actor(), clock.now(), acts.sent()
    day = form.day.data or clock.today()
    draft = Draft(
        EventKind(form.kind.data),
        opening.new.producer_id,
        day,
        day,
        inputs=_source(form, opening),
        place=form.place.data or None,
        partner=form.partner.data or None,
        acted_at=acted_at(sent, now),
    )
    areas = {int(form.area.data): opening.new.quantity} if form.area.data else {}
    with transaction():
        return acts.once(
            actor, sent, now, lambda: service.begin_lot(actor, opening, draft, areas, now)
        )


def _producer_id() -> int:
    """The producer the person works for at the moment."""
    if not (own := sorted(current_actor().producer_ids)):
        raise NotAllowed
    return own[0]
