"""The stock room of a seller: /ban-hang/kho."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.inventory import labels, queries, rules, service
from storefront.inventory.errors import WrongBatch
from storefront.inventory.forms import CountForm, ReceiveForm
from storefront.inventory.queries import Receivable
from storefront.inventory.rules import AdjustReason
from traceability.acts import web as acts

bp = Blueprint("inventory_seller", __name__, url_prefix="/ban-hang/kho")


@bp.get("")
@requires("inventory.change")
def stock() -> ResponseReturnValue:
    """List what is in stock, by product and batch."""
    return render_template(
        "storefront/inventory/stock.html",
        shelves=queries.list_shelves(current_actor(), clock.today()),
        held_back=labels.HELD_BACK,
    )


@bp.route("/<int:item_id>", methods=["GET", "POST"])
@requires("inventory.change")
def count(item_id: int) -> ResponseReturnValue:
    """Count a batch again, and show what moved."""
    actor = current_actor()
    form = CountForm()
    if form.validate_on_submit():
        try:
            on_hand = _count(actor, item_id, form)
        except DomainError as error:
            form.refuse(error, "counted")
        else:
            flash(_("Kho nay ghi %(count)s.", count=on_hand))
            return redirect(url_for(".stock"), 303)
    item = queries.get_stock_item(actor, item_id)
    form.seen.data = item.on_hand
    return render_template(
        "storefront/inventory/count.html",
        item=item,
        form=form,
        movements=queries.list_movements(item_id),
        kinds=labels.MOVEMENT,
        reasons=labels.REASON,
    ), 422 if form.errors else 200


def _count(actor: Actor, item_id: int, form: CountForm) -> str:
    """What the book says now; counted once, however often the same form is sent."""
    now = clock.now()

    def act() -> str:
        item = service.adjust(
            actor,
            item_id,
            form.counted.data,
            rules.read_seen(form.seen.data),
            AdjustReason(form.reason.data),
            form.note.data or None,
            now,
        )
        return str(item.on_hand)

    with transaction():
        return acts.once(actor, acts.sent(has_day=False), now, act)


@bp.route("/nhap", methods=["GET", "POST"])
@requires("inventory.change")
def receive() -> ResponseReturnValue:
    """Take packed units of a batch into stock."""
    actor = current_actor()
    form = ReceiveForm()
    receivable = queries.list_receivable(actor)
    form.goods.choices = [
        SelectChoice(f"{goods.variant_id}-{goods.batch_id}", _words(goods)) for goods in receivable
    ]
    if form.validate_on_submit():
        try:
            chosen = rules.read_pair(form.goods.data)
            if chosen is None:
                raise WrongBatch
            with transaction():
                item = service.receive(actor, *chosen, form.quantity.data, clock.now())
        except DomainError as error:
            form.refuse(error, "goods")
        else:
            flash(_("Đã nhập. Kho nay ghi %(count)s.", count=item.on_hand))
            return redirect(url_for(".stock"), 303)
    status = 422 if form.errors else 200
    return render_template("storefront/inventory/receive.html", form=form), status


def _words(goods: Receivable) -> str:
    day = _(", hạn %(day)s", day=f"{goods.best_before:%d/%m/%Y}") if goods.best_before else ""
    return f"{goods.product_name}, {goods.variant_name}, {goods.code}{day}"
