"""The commission rules: /quan-tri/phi-san."""

from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock, ending
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.producers.labels import LEGAL_FORM
from catalog.product_sets.queries import list_set_names
from storefront.commission import labels, queries, service
from storefront.commission import rules as decide
from storefront.commission.errors import CapUnderFloor
from storefront.commission.forms import RuleForm
from storefront.commission.rules import LARGEST_LIMIT
from storefront.commission.service import NewRule

bp = Blueprint("commission_operator", __name__, url_prefix="/quan-tri/phi-san")


@bp.get("")
@requires("commission.see")
def rules() -> ResponseReturnValue:
    """Every rule in the order in which they are tried, and which count today."""
    rows = queries.list_rules()
    return render_template(
        "storefront/commission/rules.html",
        rows=[
            (row, decide.find_fault(rule), decide.is_in_force(rule, clock.today()))
            for row in rows
            for rule in (queries.to_rule(row),)
        ],
        names=queries.names_of_scopes(rows),
        forms={form.value: words for form, words in LEGAL_FORM.items()},
        scopes=labels.SCOPE,
        faults=labels.FAULT,
        percent=labels.percent,
        is_demo=any(row.is_demo for row in rows),
    )


@bp.route("/them", methods=["GET", "POST"])
@requires("commission.change")
def add() -> ResponseReturnValue:
    """Add a dated rule."""
    form = RuleForm()
    form.with_scopes(queries.list_sellers(), list_set_names())
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_rule(current_actor(), _entered(form), clock.now())
        except CapUnderFloor as error:
            form.refuse(error, "cap")
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã thêm quy tắc. Đơn đã đặt giữ phí cũ."))
            return redirect(url_for(".rules"), 303)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("storefront/commission/add.html", form=form), status


@bp.route("/<int:rule_id>/dong", methods=["GET", "POST"])
@requires("commission.change")
def close(rule_id: int) -> ResponseReturnValue:
    """Let a rule end."""
    rule = queries.get_rule(rule_id)
    return ending.page(
        lambda actor, last_day: service.close_rule(actor, rule_id, last_day),
        done=_("Đã đóng quy tắc."),
        back=url_for(".rules"),
        template="storefront/commission/close.html",
        rule=rule,
    )


@bp.post("/<int:rule_id>/len")
@requires("commission.change")
def up(rule_id: int) -> ResponseReturnValue:
    """Try a rule one place earlier."""
    if HouseForm().validate_on_submit():
        with transaction():
            service.move_up(current_actor(), rule_id)
    return redirect(url_for(".rules"), 303)


def _entered(form: RuleForm) -> NewRule:
    scope, _colon, value = form.applies_to.data.partition(":")
    return NewRule(
        name=form.name.data or "",
        scope=scope,
        scope_value=value or None,
        percent_bp=_basis_points(form.percent.data),
        flat_per_unit=form.flat_per_unit.data,
        floor=form.floor.data,
        cap=None if form.cap.data == LARGEST_LIMIT else form.cap.data,
        vat_bp=_basis_points(form.vat.data),
        valid_from=form.valid_from.data or clock.today(),
        source=form.source.data or "",
    )


def _basis_points(percent: Decimal | None) -> int:
    return int((percent or 0) * 100)
