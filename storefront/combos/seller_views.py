"""A seller's combos, and invitations to those of others: /ban-hang/hop-qua."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.combos import pages, queries, service
from storefront.combos.forms import AnswerForm, StepForm
from storefront.combos.rules import PartState

bp = Blueprint("combos_seller", __name__, url_prefix="/ban-hang/hop-qua")

FRAME = "layouts/seller.html"


@bp.get("")
@requires("combos.keep")
def combos() -> ResponseReturnValue:
    """Invitations to answer, own combos, and those of others with own goods."""
    actor, on = current_actor(), clock.today()
    parts = [
        (part, queries.offered(part.combo, on))
        for part in queries.list_taking_part(actor)
        if part.state == PartState.ASKED or not actor.works_for(part.combo.packer_id)
    ]
    return pages.list_page(FRAME, taking_part=parts)


@bp.route("/moi", methods=["GET", "POST"])
@requires("combos.keep")
def make() -> ResponseReturnValue:
    """A combo that this producer packs."""
    return pages.make_page(FRAME, queries.names_of(current_actor().producer_ids))


@bp.get("/<int:combo_id>")
@requires("combos.keep")
def combo(combo_id: int) -> ResponseReturnValue:
    """One of one's own combos."""
    return pages.combo_page(FRAME, combo_id)


@bp.post("/loi-moi/<int:part_id>/dong-y")
@requires("combos.keep")
def agree(part_id: int) -> ResponseReturnValue:
    """Take part, at what was read."""
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.agree(current_actor(), part_id, form.seen.data, clock.now())
        except Conflict as error:
            flash(str(error.message))
        else:
            flash(_("Đã đồng ý. Hàng trừ vào kho của bạn khi có người mua hộp quà."))
    return redirect(url_for(".combos"), 303)


@bp.post("/loi-moi/<int:part_id>/khong")
@requires("combos.keep")
def decline(part_id: int) -> ResponseReturnValue:
    """Do not take part."""
    if StepForm().validate_on_submit():
        try:
            with transaction():
                service.decline(current_actor(), part_id, clock.now())
        except Conflict as error:
            flash(str(error.message))
        else:
            flash(_("Đã trả lời: không tham gia."))
    return redirect(url_for(".combos"), 303)


@bp.post("/loi-moi/<int:part_id>/thoi")
@requires("combos.keep")
def leave(part_id: int) -> ResponseReturnValue:
    """Take part no more."""
    if StepForm().validate_on_submit():
        try:
            with transaction():
                service.leave(current_actor(), part_id, clock.now())
        except Conflict as error:
            flash(str(error.message))
        else:
            flash(_("Đã thôi tham gia. Đơn đã đặt vẫn phải giao."))
    return redirect(url_for(".combos"), 303)


@bp.route("/<int:combo_id>/sua", methods=["GET", "POST"])
@requires("combos.keep")
def edit(combo_id: int) -> ResponseReturnValue:
    """What it is, costs, and when it is sold."""
    return pages.edit_page(FRAME, combo_id)


@bp.route("/<int:combo_id>/mon", methods=["GET", "POST"])
@requires("combos.keep")
def goods(combo_id: int) -> ResponseReturnValue:
    """Find goods and put them in."""
    return pages.goods_page(FRAME, combo_id)


@bp.post("/<int:combo_id>/mon/<int:part_id>/bo")
@requires("combos.keep")
def remove(combo_id: int, part_id: int) -> ResponseReturnValue:
    """Take goods out."""
    return pages.remove(combo_id, part_id)


@bp.post("/<int:combo_id>/mon/<int:part_id>/hoi-lai")
@requires("combos.keep")
def ask_again(combo_id: int, part_id: int) -> ResponseReturnValue:
    """Ask a household once more."""
    return pages.ask_again(combo_id, part_id)


@bp.post("/<int:combo_id>/mo-ban")
@requires("combos.keep")
def publish(combo_id: int) -> ResponseReturnValue:
    """Open the sale."""
    return pages.publish(combo_id)


@bp.post("/<int:combo_id>/thoi-ban")
@requires("combos.keep")
def withdraw(combo_id: int) -> ResponseReturnValue:
    """Close the sale."""
    return pages.withdraw(combo_id)
