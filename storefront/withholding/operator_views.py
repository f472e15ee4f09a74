"""Withholding rates and the monthly filing: /quan-tri/khau-tru-thue."""

from decimal import Decimal

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import audit, clock, ending
from catalog.kernel.db import transaction
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.producers.labels import LEGAL_FORM
from storefront.commission.labels import percent
from storefront.withholding import queries, rules, service, sheet
from storefront.withholding.errors import ImpossibleRate
from storefront.withholding.forms import RateForm
from storefront.withholding.labels import ACTIVITY, HELD
from storefront.withholding.service import NewRate

bp = Blueprint("withholding_operator", __name__, url_prefix="/quan-tri/khau-tru-thue")


@bp.get("")
@requires("withholding.see")
def rates() -> ResponseReturnValue:
    """What was withheld in a month, and every rate with its document."""
    today = clock.today()
    first = rules.month_of(request.args.get("thang"), today)
    rows = queries.list_rates()
    return render_template(
        "storefront/withholding/rates.html",
        filed=queries.list_month(first),
        first=first,
        before=rules.month_before(first),
        after=rules.month_after(first),
        rows=[(row, rules.is_in_force(queries.to_rate(row), today)) for row in rows],
        forms={form.value: words for form, words in LEGAL_FORM.items()},
        held=HELD,
        activities=ACTIVITY,
        percent=percent,
        is_demo=any(row.is_demo for row in rows),
    )


@bp.post("/thang.csv")
@requires("withholding.file")
def download() -> ResponseReturnValue:
    """The month's filing; that it was taken is written down."""
    first = rules.month_of(request.form.get("thang"), clock.today())
    text = sheet.as_csv(queries.list_month(first))
    with transaction():
        sentence = f"Tải bảng kê thuế khấu trừ tháng {first:%m/%Y}."
        audit.record(current_actor(), "withholding.file", f"month:{first:%Y-%m}", sentence)
    answer = Response(text, mimetype="text/csv")
    name = f"khau-tru-thue-{first:%Y-%m}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.post("/nap")
@requires("withholding.change")
def take_packaged() -> ResponseReturnValue:
    """Take in the rates that come with the product."""
    if HouseForm().validate_on_submit():
        with transaction():
            count = service.add_packaged(current_actor(), clock.now())
        flash(_("Đã ghi %(count)s mức. Hãy để kế toán đối chiếu với văn bản.", count=count))
    return redirect(url_for(".rates"), 303)


@bp.route("/them", methods=["GET", "POST"])
@requires("withholding.change")
def add() -> ResponseReturnValue:
    """Add a dated rate."""
    form = RateForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_rate(current_actor(), _entered(form), clock.now())
        except ImpossibleRate as error:
            form.refuse(error, "vat")
        else:
            flash(_("Đã thêm mức khấu trừ."))
            return redirect(url_for(".rates"), 303)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("storefront/withholding/add.html", form=form), status


@bp.route("/<int:rate_id>/dong", methods=["GET", "POST"])
@requires("withholding.change")
def close(rate_id: int) -> ResponseReturnValue:
    """Let a rate end."""
    rate = queries.get_rate(rate_id)
    return ending.page(
        lambda actor, last_day: service.close_rate(actor, rate_id, last_day),
        done=_("Đã đóng mức khấu trừ."),
        back=url_for(".rates"),
        template="storefront/withholding/close.html",
        rate=rate,
    )


def _entered(form: RateForm) -> NewRate:
    return NewRate(
        legal_form=form.legal_form.data,
        activity=form.activity.data,
        held=form.held.data,
        vat_bp=_basis_points(form.vat.data),
        pit_bp=_basis_points(form.pit.data),
        valid_from=form.valid_from.data or clock.today(),
        valid_to=None,
        document=form.document.data or "",
    )


def _basis_points(given: Decimal | None) -> int:
    return int((given or 0) * 100)
