"""What both pages of sheets do: of one's own producer, and for many households."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor
from storefront.bulk import labels, service, templates
from storefront.bulk.forms import SheetForm
from storefront.bulk.rules import Kind, Outcome, State
from storefront.bulk.service import People, Row
from traceability.exports.files import WORKBOOK


@dataclass(frozen=True)
class Desk:
    """Whose sheets they are: the frame, who owns what was tried, who acts, for whom."""

    layout: str
    blueprint: str
    owner: str
    people: People
    producer_ids: Collection[int]
    is_for_many: bool


class _TakenBack(Exception):
    """Ends a transaction in which rows were only tried."""


def choose(desk: Desk) -> ResponseReturnValue:
    """Take a file and show what each row would do."""
    form = SheetForm()
    if form.validate_on_submit():
        kind = Kind(form.kind.data)
        try:
            return _try(desk, kind, form.file.data.read())
        except DomainError as error:
            form.refuse(error, "file")
    html = render_template("storefront/bulk/choose.html", form=form, desk=desk, kinds=labels.KIND)
    return html, 422 if form.errors else 200


def _try(desk: Desk, kind: Kind, data: bytes) -> ResponseReturnValue:
    now, actor = clock.now(), current_actor()
    rows, is_guessed = service.read(data, kind)
    outcomes = _taken_back(rows, kind, desk.people)
    tried_id = None
    if service.is_writable(outcomes):
        with transaction():
            tried_id = service.keep(actor, desk.owner, kind, data, rows, now)
    return render_template(
        "storefront/bulk/tried.html",
        desk=desk,
        kind=kind,
        outcomes=outcomes,
        counts={state: sum(one.state == state for one in outcomes) for state in State},
        states=labels.STATE,
        kinds=labels.KIND,
        tried_id=tried_id,
        is_guessed=is_guessed,
    )


def _taken_back(rows: list[Row], kind: Kind, people: People) -> list[Outcome]:
    """Do the rows for real and take all of it back: a try cannot differ from the act."""
    found: list[Outcome] = []
    with suppress(_TakenBack), transaction():
        found.extend(service.run(rows, kind, people, clock.now()))
        raise _TakenBack
    return found


def write(desk: Desk, kind: str, tried_id: int) -> ResponseReturnValue:
    """Write what was shown, all of it."""
    try:
        with transaction():
            outcomes = service.write(
                current_actor(), tried_id, desk.owner, Kind(kind), desk.people, clock.now()
            )
    except Conflict as error:
        flash(str(error.message))
        return redirect(url_for(f"{desk.blueprint}.sheets"), 303)
    new, changed = (
        sum(one.state == state for one in outcomes) for state in (State.NEW, State.CHANGED)
    )
    flash(_("Đã ghi: %(new)s dòng mới, %(changed)s dòng sửa.", new=new, changed=changed))
    return redirect(url_for(f"{desk.blueprint}.sheets"), 303)


def workbook(desk: Desk) -> Response:
    """The template with what is there now."""
    made = templates.workbook(desk.producer_ids, is_for_many=desk.is_for_many)
    return _file(made, WORKBOOK, "bang-tinh.xlsx")


def sheet(desk: Desk, kind: str) -> Response:
    """One sheet of it as CSV."""
    text = templates.sheet(Kind(kind), desk.producer_ids, is_for_many=desk.is_for_many)
    return _file(text, "text/csv", f"{kind}.csv")


def _file(made: bytes | str, mimetype: str, name: str) -> Response:
    answer = Response(made, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer
