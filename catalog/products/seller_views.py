"""A seller's prices: /ban-hang/gia. Each change says why, and its history stays."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.money import format_dong
from catalog.kernel.web import current_actor, requires
from catalog.products import errors, queries, rules, service
from catalog.products.forms import PackingForm, PriceForm
from catalog.products.labels import GOODS_CLASS, reason_words
from catalog.products.models import Variant
from catalog.products.rules import GoodsClass, PriceReason

bp = Blueprint("products_seller", __name__, url_prefix="/ban-hang/gia")

BESIDE: dict[type[DomainError], str] = {
    errors.PriceOutOfRange: "price",
    errors.PriceUnchanged: "price",
    errors.SuddenPrice: "price",
    errors.ReasonMissing: "note",
}
"""The field each refusal belongs to."""


@bp.get("")
@requires("products.edit")
def prices() -> ResponseReturnValue:
    """What everything costs now, and what a buyer is told of a reduction."""
    variants = queries.list_own_variants(current_actor().producer_ids)
    return render_template(
        "catalog/products/prices.html",
        variants=variants,
        lowest=queries.lowest_before([one.id for one in variants], clock.now()),
        classes=GOODS_CLASS,
    )


@bp.route("/<int:variant_id>", methods=["GET", "POST"])
@requires("products.edit")
def price(variant_id: int) -> ResponseReturnValue:
    """Change one price."""
    actor, form = current_actor(), PriceForm()
    if form.validate_on_submit():
        try:
            with transaction():
                said = rules.reason_text(PriceReason(form.reason.data), form.note.data)
                _ask_again(form, _own(variant_id).price)
                changed = service.change_price(
                    actor, variant_id, form.price.data, said, clock.now()
                )
        except tuple(BESIDE) as error:
            form.refuse(error, BESIDE[type(error)])
        else:
            words = {"price": format_dong(changed.price), "reason": reason_words(said)}
            flash(_("Giá bán nay là %(price)s. Lý do: %(reason)s.", **words))
            return redirect(url_for(".prices"), 303)
    variant = _own(variant_id)
    entries = queries.list_prices([variant_id]).get(variant_id, [])
    page = "catalog/products/price.html"
    status = 422 if form.errors else 200
    return render_template(
        page, variant=variant, form=form, entries=entries[::-1], reason_words=reason_words
    ), status


def _ask_again(form: PriceForm, old: int) -> None:
    """A sudden price is written when the same one is sent a second time."""
    new: int = form.price.data
    if rules.is_sudden(old, new) and form.sure.data != str(new):
        form.sure.data = str(new)
        raise errors.SuddenPrice(old, new)


@bp.route("/<int:variant_id>/goi-hang", methods=["GET", "POST"])
@requires("products.edit")
def packing(variant_id: int) -> ResponseReturnValue:
    """How one size travels: it decides how far it is sent, what that costs, how soon it comes."""
    found = _own(variant_id)
    form = PackingForm(obj=found)
    if form.validate_on_submit():
        chosen = GoodsClass(form.goods_class.data)
        with transaction():
            service.change_packing(current_actor(), variant_id, chosen, form.weight_g.data)
        flash(_("Đã ghi cách giao; đơn đặt từ nay tính theo đó."))
        return redirect(url_for(".prices"), 303)
    page = "catalog/products/packing.html"
    return render_template(page, variant=found, form=form), 422 if form.errors else 200


def _own(variant_id: int) -> Variant:
    variant = queries.get_variant(variant_id)
    if not current_actor().works_for(variant.product.producer_id or 0):
        raise NotFound
    return variant
