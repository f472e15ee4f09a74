"""Cash on delivery under control: /quan-tri/tra-khi-nhan."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock, ending
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import _
from catalog.kernel.phone import NotAPhone, parse_phone
from catalog.kernel.web import current_actor, requires
from catalog.product_sets.queries import list_set_names
from catalog.products.labels import GOODS_CLASS
from storefront.cod import labels, queries, service
from storefront.cod import rules as decide
from storefront.cod.forms import CapForm, ConfirmForm, LiftForm, PauseForm
from storefront.cod.rules import RuleKind, Scope
from storefront.cod.service import NewRule

bp = Blueprint("cod_operator", __name__, url_prefix="/quan-tri/tra-khi-nhan")
FORMS = {"tran": CapForm, "xac-nhan": ConfirmForm, "tam-dung": PauseForm}
KINDS = {"tran": RuleKind.CAP, "xac-nhan": RuleKind.CONFIRM, "tam-dung": RuleKind.PAUSE}


@bp.get("")
@requires("cod.see")
def rules() -> ResponseReturnValue:
    """Every rule, the numbers that are paused today, the pauses that were lifted."""
    rows = queries.list_rules()
    today = clock.today()
    return render_template(
        "storefront/cod/rules.html",
        rows=[(row, decide.is_in_force(queries.to_rule(row), today)) for row in rows],
        names=_names(),
        paused=queries.list_paused(today),
        lifts=queries.list_lifts(),
        kinds=labels.KIND,
        sentence=labels.sentence,
        is_demo=any(row.is_demo for row in rows),
    )


@bp.route("/them/<any('tran', 'xac-nhan', 'tam-dung'):kind>", methods=["GET", "POST"])
@requires("cod.change")
def add(kind: str) -> ResponseReturnValue:
    """Add a dated rule of one kind."""
    form = FORMS[kind]()
    if isinstance(form, CapForm | ConfirmForm):
        form.with_sets(list_set_names())
    if form.validate_on_submit():
        with transaction():
            service.add_rule(current_actor(), _entered(KINDS[kind], form), clock.now())
        flash(_("Đã thêm quy tắc."))
        return redirect(url_for(".rules"), 303)
    status = 422 if form.errors else 200
    page = "storefront/cod/add.html"
    return render_template(page, form=form, kind=KINDS[kind], kinds=labels.KIND), status


@bp.route("/<int:rule_id>/dong", methods=["GET", "POST"])
@requires("cod.change")
def close(rule_id: int) -> ResponseReturnValue:
    """Let a rule end."""
    rule = queries.get_rule(rule_id)
    return ending.page(
        lambda actor, last_day: service.close_rule(actor, rule_id, last_day),
        done=_("Đã đóng quy tắc."),
        back=url_for(".rules"),
        template="storefront/cod/close.html",
        rule=rule,
        sentence=labels.sentence,
    )


@bp.route("/mo-lai/<phone>", methods=["GET", "POST"])
@requires("cod.lift")
def lift(phone: str) -> ResponseReturnValue:
    """Let a number pay on delivery again, and say why."""
    number = _phone(phone)
    form = LiftForm()
    if form.validate_on_submit():
        with transaction():
            service.lift(current_actor(), number, form.reason.data or "", clock.now())
        flash(_("Số này được trả khi nhận trở lại."))
        return redirect(url_for(".rules"), 303)
    found = {one: (count, until) for one, count, until in queries.list_paused(clock.today())}
    if number not in found:
        raise NotFound
    count, until = found[number]
    status = 422 if form.errors else 200
    page = "storefront/cod/lift.html"
    return render_template(page, phone=number, count=count, until=until, form=form), status


def _names() -> dict[str, str]:
    """What each mark of goods is called."""
    classes = {
        decide.mark(Scope.GOODS_CLASS, one.value): str(words) for one, words in GOODS_CLASS.items()
    }
    sets = {decide.mark(Scope.PRODUCT_SET, str(number)): name for number, name in list_set_names()}
    return classes | sets


def _phone(typed: str) -> str:
    try:
        return parse_phone(typed)
    except NotAPhone as error:
        raise NotFound from error


def _entered(kind: RuleKind, form: CapForm | ConfirmForm | PauseForm) -> NewRule:
    day, source = form.valid_from.data or clock.today(), form.source.data or ""
    if isinstance(form, PauseForm):
        return NewRule(
            kind,
            day,
            source,
            refusals=form.refusals.data,
            within_days=form.within_days.data,
            pause_days=form.pause_days.data,
        )
    scope, _colon, value = form.applies_to.data.partition(":")
    return NewRule(
        kind,
        day,
        source,
        scope=Scope(scope),
        scope_value=value or None,
        amount=form.amount.data,
        only_first=isinstance(form, ConfirmForm) and bool(form.only_first.data),
    )
