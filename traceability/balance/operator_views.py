"""The balance for inspectors: what stands out, what it is made of, and the values behind it."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from traceability.areas.labels import hectares
from traceability.balance import queries, service
from traceability.balance.errors import BalanceRefused
from traceability.balance.forms import CapForm, RemarkForm, ToleranceForm, WithdrawForm
from traceability.balance.labels import REMARKS, STANDINGS, TONES, kilograms
from traceability.balance.service import NewCap
from traceability.balance.sheet import as_csv
from traceability.events.labels import GRADES, KINDS, UNITS
from traceability.events.rules import lag_days

bp = Blueprint("balance_operator", __name__, url_prefix="/quan-tri/doi-chieu")

PER_PAGE = 50


@bp.get("")
@requires("balance.see")
def balances() -> ResponseReturnValue:
    """Every season of the last years, what is most above its usual first."""
    page, today = page_number(), clock.today()
    found = queries.list_balances(today)
    return render_template(
        "traceability/balance/balances.html",
        balances=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        page=page,
        pages=-(-len(found) // PER_PAGE),
        without=queries.list_crops_without_cap(today),
        is_demo=any(one.cap.is_demo for one in found),
        standings=STANDINGS,
        kilograms=kilograms,
        hectares=hectares,
    )


@bp.get("/bang.csv")
@requires("balance.see")
def sheet() -> ResponseReturnValue:
    """The whole list as a file."""
    text = as_csv(queries.list_balances(clock.today()))
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=doi-chieu.csv"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/vung/<int:area_id>/<int:cap_id>")
@requires("balance.see")
def season(area_id: int, cap_id: int) -> ResponseReturnValue:
    """One season of one area: the sum, the lines it is made of, what was said about it."""
    return _season(area_id, cap_id, RemarkForm())


@bp.post("/vung/<int:area_id>/<int:cap_id>")
@requires("balance.enter")
def accept(area_id: int, cap_id: int) -> ResponseReturnValue:
    """Say that what was claimed so far is explained."""
    form = RemarkForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.accept(current_actor(), area_id, cap_id, form.text.data, clock.now())
        except BalanceRefused as error:
            form.refuse(error)
        else:
            flash(_("Đã ghi. Khai thêm sau này sẽ được xem lại."))
            return redirect(url_for(".season", area_id=area_id, cap_id=cap_id))
    return _season(area_id, cap_id, form)


@bp.get("/muc")
@requires("balance.see")
def caps() -> ResponseReturnValue:
    """The values in force and those withdrawn, and the tolerances."""
    return _caps(CapForm(), ToleranceForm(prefix="chenh-"))


@bp.post("/muc")
@requires("balance.enter")
def add_cap() -> ResponseReturnValue:
    """Enter what a hectare usually yields at most in a season."""
    form = CapForm()
    if form.validate_on_submit():
        names = ("crop", "season", "first_day", "last_day", "amount", "unit", "source")
        given = NewCap(**{name: form[name].data for name in names})
        try:
            with transaction():
                service.add_cap(current_actor(), given, clock.now())
        except BalanceRefused as error:
            form.refuse(error, error.field or None)
        else:
            flash(_("Đã ghi mức."))
            return redirect(url_for(".caps"))
    return _caps(form, ToleranceForm(None, prefix="chenh-"))


@bp.post("/chenh")
@requires("balance.enter")
def set_tolerance() -> ResponseReturnValue:
    """From a day on, claims may exceed the usual by so many per cent."""
    form = ToleranceForm(prefix="chenh-")
    if form.validate_on_submit():
        since = form.since.data or clock.today()
        actor, now = current_actor(), clock.now()
        try:
            with transaction():
                service.set_tolerance(actor, form.percent.data, since, form.source.data, now)
        except BalanceRefused as error:
            form.refuse(error, error.field or None)
        else:
            flash(_("Đã ghi mức chênh."))
            return redirect(url_for(".caps"))
    return _caps(CapForm(None), form)


@bp.route("/muc/<int:cap_id>/rut", methods=["GET", "POST"])
@requires("balance.enter")
def withdraw(cap_id: int) -> ResponseReturnValue:
    """Let a value count no more, and say why."""
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.withdraw_cap(current_actor(), cap_id, form.why.data, clock.now())
        except BalanceRefused as error:
            form.refuse(error, "why")
        else:
            flash(_("Đã rút mức. Mức cũ vẫn còn trong danh sách."))
            return redirect(url_for(".caps"))
    status = 422 if form.errors else 200
    cap = queries.get_cap(cap_id)
    return render_template("traceability/balance/withdraw.html", cap=cap, form=form), status


def _season(area_id: int, cap_id: int, form: RemarkForm) -> ResponseReturnValue:
    found = queries.get_balance(area_id, cap_id, clock.today())
    lines = queries.list_evidence(area_id, found.cap)
    page = render_template(
        "traceability/balance/season.html",
        season=found,
        lines=[
            (line, lag_days(line.ended_on, clock.local_date(line.recorded_at))) for line in lines
        ],
        packed=queries.list_packed_of([line.batch_id for line in lines]),
        remarks=queries.list_remarks(area_id, cap_id),
        form=form,
        may_enter=current_actor().may("balance.enter"),
        kinds=KINDS,
        units=UNITS,
        grades=GRADES,
        remark_words=REMARKS,
        standings=STANDINGS,
        tones=TONES,
        kilograms=kilograms,
        hectares=hectares,
        is_demo=found.cap.is_demo,
    )
    return page, 422 if form.errors or form.form_errors else 200


def _caps(form: CapForm, tolerance: ToleranceForm) -> ResponseReturnValue:
    caps = queries.list_caps()
    page = render_template(
        "traceability/balance/caps.html",
        caps=caps,
        tolerances=queries.list_tolerances(),
        without=queries.list_crops_without_cap(clock.today()),
        form=form,
        tolerance=tolerance,
        may_enter=current_actor().may("balance.enter"),
        kilograms=kilograms,
        is_demo=any(cap.is_demo for cap in caps),
    )
    wrong = form.errors or form.form_errors or tolerance.errors or tolerance.form_errors
    return page, 422 if wrong else 200
