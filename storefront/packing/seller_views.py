"""Packing step by step: a seller's orders below /ban-hang/don-hang/<number>."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.inventory import queries as stock
from storefront.inventory.rules import BatchStock
from storefront.orders import joint, queries, rules, service
from storefront.orders.errors import NoSuchLine, OrderMoved
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import bringing, labels, picking, returning
from storefront.packing.forms import RepickForm, ReturnForm, StepForm
from storefront.packing.queries import get_order_to_bring
from traceability.acts import web as acts

bp = Blueprint("packing_seller", __name__, url_prefix="/ban-hang/don-hang")


@bp.get("/<number>/da-goi")
@requires("orders.sell")
def packed(number: str) -> ResponseReturnValue:
    """The code of the parcel that was just packed, big, and what to do with it."""
    found = queries.get_order_for_seller(current_actor(), number)
    if found.parcel is None:
        return redirect(url_for("orders_seller.order", number=number), 303)
    return render_template(
        "storefront/packing/packed.html",
        order=found,
        parcel=found.parcel,
        inside=joint.lines_in_parcel(found),
        is_here=found.status == OrderStatus.PACKED,
    )


@bp.get("/<number>/phieu-goi")
@requires("orders.sell")
def packing_paper(number: str) -> ResponseReturnValue:
    """A paper for the parcel: who gets it, what is inside, the card. No prices, no other people."""
    found = queries.get_order_for_seller(current_actor(), number)
    page = "storefront/packing/packing_paper.html"
    return render_template(page, order=found, to=found.goes_to, inside=joint.lines_in_parcel(found))


@bp.route("/<number>/lo/<int:line_id>", methods=["GET", "POST"])
@requires("orders.pack")
def repick(number: str, line_id: int) -> ResponseReturnValue:
    """Take the goods of a line from another batch, which the buyer then sees."""
    actor = current_actor()
    found = queries.get_order_for_seller(actor, number)
    line = queries.get_line(found, line_id)
    may_repick = OrderStatus(found.status) in rules.REPICKED
    if line.stock_item_id is None:
        raise NoSuchLine
    others = stock.other_batches(line.stock_item_id, line.quantity, found.promised_to)
    form = RepickForm()
    form.item.choices = [SelectChoice(one.item_id, _batch_words(one)) for one in others]
    if form.validate_on_submit():
        try:
            with transaction():
                order = queries.get_order_for_seller(actor, number)
                change = picking.repick(order, line_id, form.item.data, actor, clock.now())
                code = change.to_batch
        except Conflict as error:  # somebody was faster
            flash(str(error.message))
        else:
            flash(_("Đã đổi sang lô %(code)s. Người mua thấy lô này.", code=code))
        return redirect(url_for("orders_seller.order", number=number), 303)
    return render_template(
        "storefront/packing/repick.html",
        order=found,
        line=line,
        form=form,
        others=others if may_repick else [],
        may_repick=may_repick,
    ), 422 if form.errors else 200


def _batch_words(one: BatchStock) -> str:
    day = _("hạn %(day)s", day=f"{one.best_before:%d/%m/%Y}") if one.best_before else ""
    left = _("còn %(free)s", free=one.free)
    return ", ".join(part for part in (one.code, day, left) if part)


@bp.post("/<number>/den-nguoi-goi")
@requires("orders.pack")
def bring_to_packer(number: str) -> ResponseReturnValue:
    """The goods are with whoever packs the combo; said by either of the two."""
    if StepForm().validate_on_submit():
        actor = current_actor()
        try:
            with transaction():
                order = get_order_to_bring(actor, number)
                bringing.bring_to_packer(order, actor, clock.now())
        except Conflict as error:  # the other was faster
            flash(str(error.message))
        else:
            flash(_("Đã ghi: hàng của đơn %(number)s đã đến người gói.", number=number))
    return redirect(url_for("orders_seller.orders"), 303)


@bp.post("/<number>/goi-xong")
@requires("orders.pack")
def pack(number: str) -> ResponseReturnValue:
    """The parcel is packed."""
    return _step(number, OrderStatus.PACKED)


@bp.post("/<number>/giao-di")
@requires("orders.pack")
def hand_over(number: str) -> ResponseReturnValue:
    """The parcel has left the house."""
    return _step(number, OrderStatus.HANDED_OVER)


@bp.post("/<number>/da-nhan-tien")
@requires("orders.pack")
def deliver(number: str) -> ResponseReturnValue:
    """The buyer has the parcel, the seller the cash."""
    return _step(number, OrderStatus.DELIVERED)


def _step(number: str, end: OrderStatus) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    shows_code = request.form.get("tiep") == "ma"

    def act() -> str:
        order = queries.get_order_for_seller(actor, number)
        if request.form.get("ban", str(order.version)) != str(order.version):
            raise OrderMoved  # units taken out or the address corrected since it was read
        service.change(order, end, Party.SELLER, actor, now)
        return number

    if StepForm().validate_on_submit():
        try:
            with transaction():
                acts.once(actor, acts.sent(has_day=False), now, act)
        except Conflict as error:  # a second tap, or the buyer was faster: the page says where
            if acts.is_queued():  # nobody looks at a page: the phone keeps it with these words
                raise
            if not (shows_code and _is_packed(number)):  # a second tap asks for the same code
                flash(str(error.message))
        else:
            if not shows_code:  # there the page itself says so
                flash(str(labels.DONE[end]) % {"number": number})
    return redirect(_onward(number), 303)


def _onward(number: str) -> str:
    asked = request.form.get("tiep")
    if asked == "danh-sach":
        return url_for("orders_seller.orders")
    return url_for(".packed" if asked == "ma" else "orders_seller.order", number=number)


def _is_packed(number: str) -> bool:
    return queries.get_order_for_seller(current_actor(), number).parcel is not None


@bp.route("/<number>/hang-quay-ve", methods=["GET", "POST"])
@requires("orders.pack")
def bring_back(number: str) -> ResponseReturnValue:
    """The parcel was not taken and is here again."""
    actor = current_actor()
    form = ReturnForm()
    if form.validate_on_submit():
        reason = f"{form.reason.data}: {form.text.data}" if form.text.data else form.reason.data
        is_fit = form.goods.data == "con-tot"
        try:
            with transaction():
                order = queries.get_order_for_seller(actor, number)
                returning.bring_back(order, reason, actor, clock.now(), is_fit=is_fit)
        except Conflict as error:  # a second tap
            flash(str(error.message))
        else:
            flash(_("Đã ghi: kiện của đơn %(number)s đã quay về.", number=number))
        return redirect(url_for("orders_seller.order", number=number), 303)
    found = queries.get_order_for_seller(actor, number)
    may_return = rules.may_change(found.status, OrderStatus.UNDELIVERED, Party.SELLER)
    page = "storefront/packing/bring_back.html"
    status = 422 if form.errors else 200
    return render_template(page, order=found, form=form, may_return=may_return), status
