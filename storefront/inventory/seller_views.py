"""The stock room of a seller: /ban-hang/kho."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from secrets import token_hex

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.closures import service as closures
from storefront.closures.errors import NotYourGoods
from storefront.inventory import labels, queries, rules, service, tapping
from storefront.inventory.errors import WrongBatch
from storefront.inventory.forms import CountForm, ReceiveForm
from storefront.inventory.queries import Receivable
from storefront.inventory.rules import AdjustReason, Tap
from storefront.inventory.shelves import list_shelves
from traceability.acts import web as acts

bp = Blueprint("inventory_seller", __name__, url_prefix="/ban-hang/kho")


@bp.get("")
@requires("inventory.change")
def stock() -> ResponseReturnValue:
    """What is in stock, size by size, to be kept by thumb."""
    return _stock_page({})


def _stock_page(refused: Mapping[int, str]) -> ResponseReturnValue:
    return render_template(
        "storefront/inventory/stock.html",
        shelves=list_shelves(current_actor(), clock.now()),
        words=labels,
        key=token_hex(12),
        refused=refused,
    ), 422 if refused else 200


@bp.post("/loai/<int:variant_id>/<any(them, bot, het):tap>")
@requires("inventory.change")
def tap(variant_id: int, tap: str) -> ResponseReturnValue:
    """One more, one less, or none left."""
    reason = rules.read_reason(request.form.get("ly-do"))
    key = rules.read_key(request.form.get("khoa")) or token_hex(12)

    def act() -> None:
        tapping.tap(current_actor(), variant_id, Tap(tap), reason, key, clock.now())

    return _pressed(variant_id, act)


@bp.post("/loai/<int:variant_id>/hoan-lai/<int:tap_id>")
@requires("inventory.change")
def undo(variant_id: int, tap_id: int) -> ResponseReturnValue:
    """Take the last press back."""
    return _pressed(
        variant_id, lambda: tapping.undo(current_actor(), variant_id, tap_id, clock.now())
    )


@bp.post("/loai/<int:variant_id>/mai-co")
@requires("inventory.change")
def tomorrow(variant_id: int) -> ResponseReturnValue:
    """Not for sale today; back tomorrow."""
    back_on = clock.today() + timedelta(days=1)
    return _pressed(
        variant_id, lambda: closures.pause(current_actor(), variant_id, back_on, clock.now())
    )


@bp.post("/loai/<int:variant_id>/ban-lai")
@requires("inventory.change")
def sell_again(variant_id: int) -> ResponseReturnValue:
    """For sale again, before the day."""
    return _pressed(variant_id, lambda: closures.resume(current_actor(), variant_id, clock.now()))


def _pressed(variant_id: int, act: Callable[[], object]) -> ResponseReturnValue:
    """Do what a press asks; answer with its shelf alone where the page only wants that."""
    refused: dict[int, str] = {}
    try:
        with transaction():
            act()
    except (WrongBatch, NotYourGoods) as error:
        raise NotFound from error
    except DomainError as error:
        refused[variant_id] = str(error.message)
    if request.headers.get("X-Part") != "shelf":
        where = url_for(".stock", _anchor=f"hang-{variant_id}")
        return _stock_page(refused) if refused else redirect(where, 303)
    shelves = list_shelves(current_actor(), clock.now(), variant_id)
    if not shelves:
        raise NotFound
    return render_template(
        "storefront/inventory/_shelf.html",
        one=shelves[0],
        words=labels,
        key=token_hex(12),
        refusal=refused.get(variant_id),
    ), 422 if refused else 200


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
