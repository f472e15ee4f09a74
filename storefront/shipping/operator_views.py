"""The delivery price list, cut-offs and regions: /quan-tri/cuoc-giao-hang."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock, ending
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.places.queries import list_provinces
from catalog.products.labels import GOODS_CLASS
from catalog.products.rules import GoodsClass
from storefront.shipping import labels, limiting, queries, rules, service
from storefront.shipping.forms import LimitForm, RateForm, RegionForm
from storefront.shipping.limiting import NewLimit
from storefront.shipping.rules import Zone
from storefront.shipping.service import NewRate

bp = Blueprint("shipping_operator", __name__, url_prefix="/quan-tri/cuoc-giao-hang")


@bp.get("")
@requires("shipping.see")
def rates() -> ResponseReturnValue:
    """Every row, and which of them count today."""
    today = clock.today()
    rows = [
        (rate, name, rules.is_in_force(queries.to_rate(rate), today))
        for rate, name in queries.list_rates()
    ]
    return render_template(
        "storefront/shipping/rates.html",
        rows=rows,
        zones=labels.ZONE,
        classes=GOODS_CLASS,
        grid=queries.grid(today),
        limits=[
            (row, labels.limit_text(queries.to_limit(row)), row.valid_to is None)
            for row in queries.list_limits()
        ],
    )


@bp.route("/them", methods=["GET", "POST"])
@requires("shipping.change")
def add() -> ResponseReturnValue:
    """Add a dated row."""
    form = RateForm()
    form.with_sellers(queries.list_sellers())
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_rate(current_actor(), _entered(form))
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã thêm dòng cước."))
            return redirect(url_for(".rates"), 303)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("storefront/shipping/add.html", form=form), status


@bp.route("/<int:rate_id>/dong", methods=["GET", "POST"])
@requires("shipping.change")
def close(rate_id: int) -> ResponseReturnValue:
    """Let a row end."""
    rate = queries.get_rate(rate_id)
    return ending.page(
        lambda actor, last_day: service.close_rate(actor, rate_id, last_day),
        done=_("Đã đóng dòng cước."),
        back=url_for(".rates"),
        template="storefront/shipping/close.html",
        rate=rate,
        zones=labels.ZONE,
        classes=GOODS_CLASS,
    )


@bp.route("/gioi-han/them", methods=["GET", "POST"])
@requires("shipping.change")
def add_limit() -> ResponseReturnValue:
    """Add a cut-off for goods that spoil."""
    form = LimitForm()
    if form.validate_on_submit():
        try:
            with transaction():
                limiting.add_limit(current_actor(), _cut_off(form), clock.now())
        except DomainError as error:
            form.refuse(error, "kind")
        else:
            flash(_("Đã thêm giới hạn; đơn đặt từ nay tính theo đó."))
            return redirect(url_for(".rates"), 303)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("storefront/shipping/add_limit.html", form=form), status


@bp.route("/gioi-han/<int:limit_id>/dong", methods=["GET", "POST"])
@requires("shipping.change")
def close_limit(limit_id: int) -> ResponseReturnValue:
    """Let a cut-off end."""
    limit = queries.get_limit(limit_id)
    return ending.page(
        lambda actor, last_day: limiting.close_limit(actor, limit_id, last_day),
        done=_("Đã đóng giới hạn."),
        back=url_for(".rates"),
        template="storefront/shipping/close_limit.html",
        limit=limit,
        words=labels.limit_text(queries.to_limit(limit)),
        classes=GOODS_CLASS,
    )


@bp.route("/vung", methods=["GET", "POST"])
@requires("shipping.change")
def regions() -> ResponseReturnValue:
    """Which provinces are neighbours for delivery, and the form to move one."""
    form = RegionForm()
    form.with_provinces(list_provinces())
    if form.validate_on_submit():
        try:
            with transaction():
                limiting.set_region(
                    current_actor(),
                    form.province_code.data,
                    form.region.data or "",
                    form.valid_from.data or clock.today(),
                    form.source.data or "",
                    clock.now(),
                )
        except DomainError as error:
            form.refuse(error, "province_code")
        else:
            flash(_("Đã ghi vùng của tỉnh."))
            return redirect(url_for(".regions"), 303)
    page = "storefront/shipping/regions.html"
    html = render_template(page, form=form, rows=queries.list_regions())
    return html, 422 if form.errors else 200


@bp.post("/vung/nap")
@requires("shipping.change")
def take_regions() -> ResponseReturnValue:
    """Take in the regions that come with the product."""
    if HouseForm().validate_on_submit():
        with transaction():
            count = limiting.take_packaged_regions(current_actor(), clock.now())
        flash(_("Đã ghi vùng của %(count)s tỉnh. Hãy đối chiếu với văn bản.", count=count))
    return redirect(url_for(".regions"), 303)


def _cut_off(form: LimitForm) -> NewLimit:
    return NewLimit(
        goods_class=GoodsClass(form.goods_class.data),
        kind=form.chosen_kind,
        zone=Zone(form.zone.data) if form.zone.data else None,
        weekday=int(form.weekday.data) if form.weekday.data else None,
        valid_from=form.valid_from.data or clock.today(),
        source=form.source.data or "",
    )


def _entered(form: RateForm) -> NewRate:
    producer_id = form.producer_id.data
    return NewRate(
        zone=Zone(form.zone.data),
        producer_id=int(producer_id) if producer_id else None,
        base_weight_g=form.base_weight_g.data,
        base_fee=form.base_fee.data,
        step_weight_g=form.step_weight_g.data,
        step_fee=form.step_fee.data,
        days_from=form.days_from.data,
        days_to=form.days_to.data,
        valid_from=form.valid_from.data or clock.today(),
        source=form.source.data,
        goods_class=GoodsClass(form.goods_class.data),
        most_weight_g=form.most_weight_g.data,
    )
