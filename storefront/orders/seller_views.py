"""A seller's orders: /ban-hang/don-hang. Packing first, big buttons, one step at a time."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from catalog.products.labels import GOODS_CLASS
from storefront.inventory import queries as stock
from storefront.inventory.labels import HELD_BACK
from storefront.inventory.rules import HeldBack
from storefront.orders import (
    joint,
    labels,
    queries,
    rules,
    service,
)
from storefront.orders.forms import RefuseForm
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import queries as payments
from storefront.payments.rules import is_prepaid
from storefront.shipping.labels import CARRIER, TRACK

FILTERS = {
    "can-goi": (OrderStatus.PLACED,),
    "cho-giao": (OrderStatus.PACKED,),
    "dang-giao": (OrderStatus.HANDED_OVER,),
    "da-xong": (OrderStatus.DELIVERED,),
    "khong-ban": (OrderStatus.CANCELLED, OrderStatus.REFUSED, OrderStatus.UNDELIVERED),
}

bp = Blueprint("orders_seller", __name__, url_prefix="/ban-hang/don-hang")


@bp.get("")
@requires("orders.sell")
def orders() -> ResponseReturnValue:
    """What is to be packed, or the orders of another step."""
    actor = current_actor()
    asked = request.args.get("buoc", "can-goi")
    chosen = asked if asked in FILTERS else "can-goi"
    counts = queries.count_by_status(actor)
    listed = queries.list_for_seller(actor, FILTERS[chosen], page_number())
    return render_template(
        "storefront/orders/seller_orders.html",
        orders=listed,
        chosen=chosen,
        filters={
            name: (labels.FILTER[name], sum(counts.get(one, 0) for one in statuses))
            for name, statuses in FILTERS.items()
        },
        page=page_number(),
        is_full=len(listed) == queries.PER_PAGE,
        do_cash=labels.DO,
        do_prepaid=labels.DO_PREPAID,
        is_prepaid=is_prepaid,
        next_step=rules.next_step,
        together=joint.list_fellows(listed),
        waits=joint.waits,
    )


@bp.get("/<number>")
@requires("orders.sell")
def order(number: str) -> ResponseReturnValue:
    """Everything a seller needs to pack, send and be paid."""
    actor = current_actor()
    found = queries.get_order_for_seller(actor, number)
    fellows = joint.list_fellows([found])[found.id]
    return render_template(
        "storefront/orders/seller_order.html",
        order=found,
        step=None if joint.waits(found, fellows) else rules.next_step(found.status),
        fellows=fellows,
        to_collect=joint.to_collect(found),
        held_back=_held_back(found, fellows),
        held_words=HELD_BACK,
        may_repick=found.status in rules.REPICKED and actor.may("orders.pack"),
        may_refuse=rules.may_change(found.status, OrderStatus.REFUSED, Party.SELLER),
        may_return=not found.is_packed_by_other
        and rules.may_change(found.status, OrderStatus.UNDELIVERED, Party.SELLER),
        share=payments.states_of([number])[number],
        do=labels.DO_PREPAID if is_prepaid(found.group.payment_method) else labels.DO,
        is_prepaid=is_prepaid(found.group.payment_method),
        statuses=labels.FOR_SELLER,
        short=labels.SHORT,
        parties=labels.PARTY,
        contact_fields=labels.CONTACT_FIELD,
        steps=rules.STEPS,
        called_off=rules.CALLED_OFF,
        carriers=CARRIER,
        goods_classes=GOODS_CLASS,
        track_words=TRACK,
        reasons=labels.EVERY_REASON,
    )


@bp.route("/<number>/tu-choi", methods=["GET", "POST"])
@requires("orders.refuse")
def refuse(number: str) -> ResponseReturnValue:
    """Do not take the order, and say why."""
    actor = current_actor()
    form = RefuseForm()
    if form.validate_on_submit():
        reason = f"{form.reason.data}: {form.text.data}" if form.text.data else form.reason.data
        try:
            with transaction():
                order = queries.get_order_for_seller(actor, number)
                service.change(order, OrderStatus.REFUSED, Party.SELLER, actor, clock.now(), reason)
        except Conflict as error:  # a second tap, or the buyer was faster
            flash(str(error.message))
        else:
            flash(_("Đã từ chối đơn %(number)s; hàng trở lại kho.", number=number))
        return redirect(url_for(".order", number=number), 303)
    found = queries.get_order_for_seller(actor, number)
    may_refuse = rules.may_change(found.status, OrderStatus.REFUSED, Party.SELLER)
    page = "storefront/orders/seller_refuse.html"
    status = 422 if form.errors else 200
    return render_template(page, order=found, form=form, may_refuse=may_refuse), status


def _held_back(order: Order, fellows: Sequence[Order]) -> dict[int, HeldBack]:
    """The batches in a parcel in the house that may not leave it; for a combo, of all in it."""
    if order.status not in rules.REPICKED:
        return {}
    lines = [line for one in (order, *fellows) for line in one.lines]
    return stock.held_back_batches([one.batch_id for one in lines if one.batch_id], clock.today())
