"""Cash collected by carriers: /quan-tri/thu-ho. Statements in, differences out."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.remittance import labels, queries, service
from storefront.remittance.errors import UnreadableLines
from storefront.remittance.forms import ResolveForm, StatementForm
from storefront.remittance.rules import Outcome
from storefront.remittance.service import Sent
from storefront.shipping.carrying import Carrier
from storefront.shipping.labels import CARRIER

bp = Blueprint("remittance_operator", __name__, url_prefix="/quan-tri/thu-ho")


@bp.get("")
@requires("remittance.see")
def differences() -> ResponseReturnValue:
    """What does not fit and waits for somebody, or what was resolved."""
    part = "xong" if request.args.get("phan") == "xong" else "mo"
    found, total = queries.list_differences(is_open=part == "mo", page=page_number())
    return render_template(
        "storefront/remittance/differences.html",
        differences=found,
        total=total,
        part=part,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        kinds=labels.DIFFERENCE,
        outcomes=labels.OUTCOME,
        carriers=CARRIER,
    )


@bp.route("/nhap", methods=["GET", "POST"])
@requires("remittance.enter")
def enter() -> ResponseReturnValue:
    """Take a statement in, whole or not at all."""
    form = StatementForm()
    bad: Sequence[tuple[int, str]] = ()
    if form.validate_on_submit():
        try:
            with transaction():
                result = service.take_in(_sent(form), current_actor(), clock.now())
        except DomainError as error:
            bad = error.lines if isinstance(error, UnreadableLines) else ()
            form.refuse(error, "file")
        else:
            flash(
                _("Bảng kê này đã nhập rồi, không ghi gì thêm.")
                if result.is_known
                else _(
                    "Đã nhập %(lines)s dòng, %(differences)s chênh lệch.",
                    lines=result.lines,
                    differences=result.differences,
                )
            )
            return redirect(url_for(".differences"), 303)
    status = 422 if form.errors else 200
    return render_template("storefront/remittance/enter.html", form=form, bad=bad), status


def _sent(form: StatementForm) -> Sent:
    return Sent(
        Carrier(form.carrier.data),
        (form.number.data or "").upper(),
        form.until.data or clock.today(),
        form.file.data.read(),
    )


@bp.route("/<int:difference_id>", methods=["GET", "POST"])
@requires("remittance.resolve")
def resolve(difference_id: int) -> ResponseReturnValue:
    """Say how a difference ended."""
    form = ResolveForm()
    if form.validate_on_submit():
        try:
            with transaction():
                outcome, note = Outcome(form.outcome.data), form.note.data or ""
                service.resolve(current_actor(), difference_id, outcome, note, clock.now())
        except Conflict as error:  # somebody was faster: the page says who
            flash(str(error.message))
        else:
            flash(_("Đã ghi cách xử lý."))
        return redirect(url_for(".differences"), 303)
    return render_template(
        "storefront/remittance/resolve.html",
        one=queries.get_difference(difference_id),
        form=form,
        kinds=labels.DIFFERENCE,
        outcomes=labels.OUTCOME,
        carriers=CARRIER,
    ), 422 if form.errors else 200
