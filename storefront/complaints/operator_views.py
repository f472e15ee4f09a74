"""The operator's queue of complaints: /quan-tri/khieu-nai, what is late first."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.complaints import labels, queries, service
from storefront.complaints.forms import ResolveForm, WordsForm
from storefront.complaints.models import Complaint
from storefront.complaints.rules import Outcome

bp = Blueprint("complaints_operator", __name__, url_prefix="/quan-tri/khieu-nai")


@bp.get("")
@requires("complaints.see")
def complaints() -> ResponseReturnValue:
    """Open complaints by what is due first; or all."""
    part = request.args.get("phan", "cho")
    part = part if part in labels.PARTS else "cho"
    found, total = queries.list_for_desk(page_number(), only_open=part == "cho")
    now = clock.now()
    return render_template(
        "storefront/complaints/desk_complaints.html",
        rows=[(one, queries.clocks_of(one).due_at(), queries.is_late(one, now)) for one in found],
        part=part,
        parts=labels.PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        kinds=labels.KIND,
        states=labels.STATE,
        is_demo=any(one.producer and one.producer.is_demo for one in found),
    )


@bp.get("/<number>")
@requires("complaints.see")
def complaint(number: str) -> ResponseReturnValue:
    """All that was said and done, and what can be done."""
    return _page(queries.get_by_number(number), ResolveForm(formdata=None))


def _page(found: Complaint, form: ResolveForm) -> ResponseReturnValue:
    return render_template(
        "storefront/complaints/desk_complaint.html",
        complaint=found,
        clocks=queries.clocks_of(found),
        is_late=queries.is_late(found, clock.now()),
        form=form,
        may_act=current_actor().may("complaints.resolve"),
        kinds=labels.KIND,
        states=labels.STATE,
        outcomes=labels.OUTCOME,
        acts=labels.ACT,
        sides=labels.SIDE,
        is_demo=bool(found.producer and found.producer.is_demo),
    ), 422 if form.errors else 200


@bp.post("/<number>/tiep-nhan")
@requires("complaints.resolve")
def acknowledge(number: str) -> ResponseReturnValue:
    """Take it up."""
    if HouseForm().validate_on_submit():
        _do(
            number,
            _("Đã tiếp nhận. Người khiếu nại được báo."),
            lambda found: service.acknowledge(current_actor(), found, clock.now()),
        )
    return redirect(url_for(".complaint", number=number), 303)


@bp.post("/<number>/hoi/<any(seller, complainant, note):whom>")
@requires("complaints.resolve")
def ask(number: str, whom: str) -> ResponseReturnValue:
    """Ask one side, or write down a note for operators."""
    form = WordsForm()
    write = {
        "seller": service.ask_seller,
        "complainant": service.ask_complainant,
        "note": service.note,
    }[whom]
    if form.validate_on_submit():
        words = form.words.data or ""
        _do(
            number,
            _("Đã ghi."),
            lambda found: write(current_actor(), found, words, clock.now()),
        )
    else:
        flash(_("Hãy viết nội dung trước khi gửi."))
    return redirect(url_for(".complaint", number=number), 303)


@bp.post("/<number>")
@requires("complaints.resolve")
def resolve(number: str) -> ResponseReturnValue:
    """Say what came of it."""
    form = ResolveForm()
    if form.validate():
        outcome, words = Outcome(form.outcome.data), form.words.data or ""
        try:
            with transaction():
                found = queries.get_by_number(number, lock=True)
                service.resolve(current_actor(), found, outcome, words, clock.now())
        except DomainError as error:
            form.refuse(error, "outcome")
        else:
            flash(_("Đã giải quyết. Hai bên đọc được kết quả."))
            return redirect(url_for(".complaint", number=number), 303)
    return _page(queries.get_by_number(number), form)


def _do(number: str, done: str, act: Callable[[Complaint], None]) -> None:
    try:
        with transaction():
            act(queries.get_by_number(number, lock=True))
    except DomainError as error:
        flash(str(error.message))
    else:
        flash(done)
