"""A seller's wholesale prices: /ban-hang/gia-si. From so many units on, one costs less."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.products import queries as products
from catalog.products.models import Variant
from storefront.pricing import queries, service
from storefront.pricing.errors import ImpossibleSteps
from storefront.pricing.forms import StepsForm
from storefront.pricing.rules.steps import StepFault

bp = Blueprint("pricing_seller", __name__, url_prefix="/ban-hang/gia-si")

OF_UNITS = frozenset({StepFault.TOO_FEW, StepFault.OVERLAP})
"""Faults that are told beside the number of units, the others beside the price."""


@bp.get("")
@requires("pricing.edit")
def wholesale() -> ResponseReturnValue:
    """Every size with its steps."""
    variants = products.list_own_variants(current_actor().producer_ids)
    steps = queries.list_steps(one.id for one in variants)
    page = "storefront/pricing/wholesale.html"
    return render_template(page, variants=variants, steps=steps)


@bp.route("/<int:variant_id>", methods=["GET", "POST"])
@requires("pricing.edit")
def steps(variant_id: int) -> ResponseReturnValue:
    """Set the steps of one size, all at once."""
    variant, form = _own(variant_id), StepsForm()
    if form.validate_on_submit():
        given = form.steps()
        try:
            with transaction():
                service.set_steps(current_actor(), variant_id, [*given.values()], clock.now())
        except ImpossibleSteps as error:
            side = "units" if error.fault in OF_UNITS else "price"
            form.refuse(error, f"{side}_{[*given][error.row]}")
            variant = _own(variant_id)
        else:
            flash(_("Đã ghi giá mua nhiều.") if given else _("Đã bỏ giá mua nhiều."))
            return redirect(url_for(".wholesale"), 303)
    elif not form.is_submitted():
        form.fill(queries.list_steps([variant_id]).get(variant_id, ()))
    status = 422 if form.errors else 200
    return render_template("storefront/pricing/steps.html", variant=variant, form=form), status


def _own(variant_id: int) -> Variant:
    variant = products.get_variant(variant_id)
    if not current_actor().works_for(variant.product.producer_id or 0):
        raise NotFound
    return variant
