"""Goods of which the law asks something: /ban-hang/hang-co-dieu-kien. Says why one is not sold."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.products import service as products
from catalog.restrictions import labels, queries
from catalog.restrictions.forms import StrengthForm

bp = Blueprint("restrictions_seller", __name__, url_prefix="/ban-hang/hang-co-dieu-kien")


@bp.route("", methods=["GET", "POST"])
@requires("products.edit")
def goods() -> ResponseReturnValue:
    """What the law asks of my goods, which are held back and why; the strength of each."""
    actor, form = current_actor(), StrengthForm()
    if form.validate_on_submit():
        try:
            with transaction():
                tenths = int(form.strength.data * 10)
                products.set_strength(actor, form.product_id.data, tenths)
        except DomainError as error:
            form.refuse(error, "strength")
        else:
            flash(_("Đã ghi độ cồn."))
            return redirect(url_for(".goods"), 303)
    html = render_template(
        "catalog/restrictions/goods.html",
        rows=queries.list_restricted(actor.producer_ids, clock.today()),
        licences=[row for row, _name in queries.list_licences(actor.producer_ids)],
        obstacles=labels.OBSTACLE,
        kinds=labels.LICENCE,
        strength_text=labels.strength_text,
        sentence=labels.sentence,
        form=form,
    )
    return html, 422 if form.errors or form.form_errors else 200
