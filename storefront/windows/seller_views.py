"""A seller's harvest windows: /ban-hang/dat-truoc."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.orders.labels import FOR_SELLER
from storefront.quotas.errors import BelowTaken, ImpossibleQuota
from storefront.quotas.labels import PROMISE_REASON
from storefront.quotas.rules import PromiseReason
from storefront.windows import labels, queries, service
from storefront.windows.errors import ImpossibleDays, NotYours, SameDays, WindowOverlaps
from storefront.windows.forms import CallOffForm, DelayForm, ResizeForm, StepForm, WindowForm
from storefront.windows.rules import DayFault
from storefront.windows.service import NewWindow

bp = Blueprint("windows_seller", __name__, url_prefix="/ban-hang/dat-truoc")

FIELD_OF_DAY = {
    DayFault.PAST: "order_to",
    DayFault.ORDER: "order_to",
    DayFault.BEFORE_ORDERS: "ready_from",
}


@bp.get("")
@requires("windows.keep")
def windows() -> ResponseReturnValue:
    """What was promised of harvests to come."""
    return render_template(
        "storefront/windows/seller_windows.html",
        ahead=queries.list_own(current_actor(), clock.now()),
        states=labels.STATE,
    )


@bp.route("/moi", methods=["GET", "POST"])
@requires("windows.keep")
def begin() -> ResponseReturnValue:
    """Open a window for one of the goods on sale."""
    actor = current_actor()
    form = WindowForm()
    goods = queries.list_goods(actor)
    form.with_goods((one.id, f"{one.product.name}, {one.name}") for one in goods)
    if form.validate_on_submit():
        try:
            with transaction():
                window = service.open_window(actor, _new(form), clock.now())
                number = window.id
        except DomainError as error:
            form.refuse(error, _field_of(error))
        else:
            flash(_("Đã mở đợt đặt trước. Người mua thấy ở trang sản phẩm."))
            return redirect(url_for(".window", window_id=number), 303)
    page = "storefront/windows/seller_begin.html"
    return render_template(page, form=form, has_goods=bool(goods)), 422 if form.errors else 200


def _new(form: WindowForm) -> NewWindow:
    return NewWindow(
        variant_id=int(form.variant.data),
        capacity=form.capacity.data,
        most_per_buyer=form.most_per_buyer.data,
        order_from=form.order_from.day,
        order_to=form.order_to.day,
        ready_from=form.ready_from.day,
        ready_to=form.ready_to.day,
        note=form.note.data or None,
    )


def _field_of(error: DomainError) -> str | None:
    if isinstance(error, ImpossibleDays):
        return FIELD_OF_DAY.get(error.fault, "ready_to")
    if isinstance(error, ImpossibleQuota):
        return error.part if error.part in ("capacity", "most_per_buyer") else "order_to"
    return "variant" if isinstance(error, NotYours | WindowOverlaps) else None


@bp.get("/<int:window_id>")
@requires("windows.keep")
def window(window_id: int) -> ResponseReturnValue:
    """Who ordered, who waits, and what can be done."""
    ahead = queries.get_own(current_actor(), window_id, clock.now())
    orders = queries.list_orders(ahead.window.quota_id)
    return render_template(
        "storefront/windows/seller_window.html",
        ahead=ahead,
        orders=orders,
        waits={one.id for one in orders if queries.is_waiting(one)},
        to_fill=len(queries.ordered_ahead(orders)),
        states=labels.STATE,
        kinds={kind.value: words for kind, words in labels.CHANGE.items()},
        reasons={reason.value: words for reason, words in PROMISE_REASON.items()},
        statuses=FOR_SELLER,
        is_off=ahead.promise.is_closed,
    )


@bp.route("/<int:window_id>/so-luong", methods=["GET", "POST"])
@requires("windows.keep")
def resize(window_id: int) -> ResponseReturnValue:
    """Promise more or fewer."""
    actor = current_actor()
    form = ResizeForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.resize(actor, window_id, form.capacity.data, clock.now())
        except (BelowTaken, ImpossibleQuota) as error:
            form.refuse(error, "capacity")
        else:
            flash(_("Đã ghi số lượng mới."))
            return redirect(url_for(".window", window_id=window_id), 303)
    ahead = queries.get_own(actor, window_id, clock.now())
    if not form.is_submitted():
        form.capacity.data = ahead.promise.capacity
    page = "storefront/windows/seller_resize.html"
    return render_template(page, ahead=ahead, form=form), 422 if form.errors else 200


@bp.route("/<int:window_id>/doi-ngay", methods=["GET", "POST"])
@requires("windows.keep")
def delay(window_id: int) -> ResponseReturnValue:
    """Promise other days, and say why."""
    actor = current_actor()
    form = DelayForm()
    if form.validate_on_submit():
        try:
            with transaction():
                told = service.delay(
                    actor,
                    window_id,
                    (form.ready_from.day, form.ready_to.day),
                    PromiseReason(form.reason.data),
                    form.words.data or None,
                    clock.now(),
                )
        except (ImpossibleDays, SameDays) as error:
            form.refuse(error, _field_of(error) or "ready_from")
        else:
            flash(_("Đã đổi ngày; %(count)s đơn được báo ngày mới.", count=told))
            return redirect(url_for(".window", window_id=window_id), 303)
    ahead = queries.get_own(actor, window_id, clock.now())
    if not form.is_submitted():
        form.ready_from.data, form.ready_to.data = ahead.promise.first_day, ahead.promise.last_day
    page = "storefront/windows/seller_delay.html"
    return render_template(page, ahead=ahead, form=form), 422 if form.errors else 200


@bp.route("/<int:window_id>/huy", methods=["GET", "POST"])
@requires("windows.keep")
def call_off(window_id: int) -> ResponseReturnValue:
    """There is no harvest: ask once more, then give everybody's money back."""
    actor = current_actor()
    form = CallOffForm()
    if form.validate_on_submit():
        reason = PromiseReason(form.reason.data)
        with transaction():
            count = service.call_off(actor, window_id, reason, form.words.data or None, clock.now())
        flash(_("Đã hủy đợt; %(count)s đơn được báo và hoàn tiền.", count=count))
        return redirect(url_for(".window", window_id=window_id), 303)
    ahead = queries.get_own(actor, window_id, clock.now())
    orders = [one for one in queries.list_orders(ahead.window.quota_id) if queries.is_waiting(one)]
    return render_template(
        "storefront/windows/seller_call_off.html", ahead=ahead, form=form, count=len(orders)
    ), 422 if form.errors else 200


@bp.post("/<int:window_id>/chia-hang")
@requires("windows.keep")
def give_out(window_id: int) -> ResponseReturnValue:
    """The harvest is in stock: first ordered, first served."""
    if StepForm().validate_on_submit():
        try:
            with transaction():
                given = service.give_out(current_actor(), window_id, clock.now())
        except Conflict as error:
            flash(str(error.message))
        else:
            flash(_said(given))
    return redirect(url_for(".window", window_id=window_id), 303)


def _said(given: service.GivenOut) -> Any:
    if given.short is None:
        return _("Đã chia hàng cho %(count)s đơn; gói được ngay.", count=given.filled)
    return _(
        "Đã chia hàng cho %(count)s đơn. Đến đơn %(number)s thì kho không đủ hàng được bán: "
        "nhập thêm lô, hoặc cho xuất bán, rồi chia tiếp.",
        count=given.filled,
        number=given.short,
    )
