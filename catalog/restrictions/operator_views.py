"""What the law asks of product sets, and sellers' licences: /quan-tri/hang-co-dieu-kien."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock, ending
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.product_sets.queries import list_groups, rubric_in_force
from catalog.restrictions import labels, queries, rules, service
from catalog.restrictions.forms import DutyForm, LicenceForm, WithdrawForm
from catalog.restrictions.rules import DutyKind, LicenceKind
from catalog.restrictions.service import NewDuty, NewLicence

bp = Blueprint("restrictions_operator", __name__, url_prefix="/quan-tri/hang-co-dieu-kien")


@bp.get("")
@requires("restrictions.change")
def restrictions() -> ResponseReturnValue:
    """Every licence and every duty with its document."""
    today = clock.today()
    duties = [(row, queries.to_duty(row)) for row in queries.list_duties()]
    return render_template(
        "catalog/restrictions/restrictions.html",
        licences=queries.list_licences(),
        duties=[
            (row, labels.duty_text(duty), rules.is_in_force(duty, today)) for row, duty in duties
        ],
        kinds=labels.DUTY,
        licence_kinds=labels.LICENCE,
        today=today,
    )


@bp.route("/dieu-kien/them", methods=["GET", "POST"])
@requires("restrictions.change")
def add_duty() -> ResponseReturnValue:
    """Add what a document asks."""
    form = DutyForm()
    form.with_sets([one for group in list_groups(clock.today()) for one in group.sets])
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_duty(current_actor(), _duty(form), clock.now())
        except DomainError as error:
            form.refuse(error, "kind")
        else:
            flash(_("Đã thêm điều kiện."))
            return redirect(url_for(".restrictions"), 303)
    page = "catalog/restrictions/add_duty.html"
    return render_template(page, form=form), 422 if form.errors or form.form_errors else 200


@bp.route("/dieu-kien/<int:duty_id>/dong", methods=["GET", "POST"])
@requires("restrictions.change")
def close_duty(duty_id: int) -> ResponseReturnValue:
    """Let a duty end."""
    duty = queries.get_duty(duty_id)
    return ending.page(
        lambda actor, last_day: service.close_duty(actor, duty_id, last_day),
        done=_("Đã đóng điều kiện."),
        back=url_for(".restrictions"),
        template="catalog/restrictions/close_duty.html",
        duty=duty,
        kinds=labels.DUTY,
    )


@bp.route("/giay-phep/them", methods=["GET", "POST"])
@requires("restrictions.change")
def add_licence() -> ResponseReturnValue:
    """Enter a licence that was seen."""
    form = LicenceForm()
    form.with_sellers(queries.list_sellers())
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_licence(current_actor(), _licence(form), clock.now())
        except DomainError as error:
            form.refuse(error, "valid_to")
        else:
            flash(_("Đã ghi giấy phép; hàng bán được đến hết hạn."))
            return redirect(url_for(".restrictions"), 303)
    page = "catalog/restrictions/add_licence.html"
    return render_template(page, form=form), 422 if form.errors else 200


@bp.route("/giay-phep/<int:licence_id>/rut", methods=["GET", "POST"])
@requires("restrictions.change")
def withdraw_licence(licence_id: int) -> ResponseReturnValue:
    """Take a licence back that is wrong or was revoked."""
    licence, name = queries.get_licence(licence_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        with transaction():
            service.withdraw_licence(current_actor(), licence_id, form.why.data or "", clock.now())
        flash(_("Đã rút giấy phép; hàng cần giấy này thôi bán ngay."))
        return redirect(url_for(".restrictions"), 303)
    page = "catalog/restrictions/withdraw_licence.html"
    return render_template(page, licence=licence, name=name, form=form), (
        422 if form.errors else 200
    )


def _duty(form: DutyForm) -> NewDuty:
    rubric = rubric_in_force(clock.today())
    return NewDuty(
        rubric_number=rubric.number if rubric else "",
        set_number=int(form.set_number.data),
        kind=DutyKind(form.kind.data),
        number=form.number,
        text=form.text.data or None,
        text_en=form.text_en.data or None,
        document=form.document.data or "",
        valid_from=form.valid_from.data or clock.today(),
    )


def _licence(form: LicenceForm) -> NewLicence:
    return NewLicence(
        producer_id=int(form.producer_id.data),
        kind=LicenceKind(form.kind.data),
        number=form.number.data or "",
        issuer=form.issuer.data or "",
        valid_from=form.valid_from.data or clock.today(),
        valid_to=form.valid_to.data or clock.today(),
    )
