"""A place to try: /ban-hang/tap-ban. The pages carry no order; only that it was done is kept."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.rehearsal import queries, rules
from storefront.rehearsal.rules import Step
from storefront.seller import service
from storefront.seller.rules import Mark

bp = Blueprint("rehearsal", __name__, url_prefix="/ban-hang/tap-ban")


@bp.get("")
@requires("seller.see")
def rehearsal() -> ResponseReturnValue:
    """An invented order, from its first sight to its money."""
    actor, step = current_actor(), rules.step_of(request.args.get("buoc"))
    goods = queries.goods_of(actor)
    return render_template(
        "storefront/rehearsal/rehearsal.html",
        step=step,
        place=list(Step).index(step) + 1,
        steps=len(Step),
        goods=goods,
        units=rules.UNITS,
        cash=goods.total + rules.DELIVERY,
        code=rules.CODE,
        split=queries.split_for(actor, goods, clock.today()) if step == Step.PAID else None,
    )


@bp.post("/xong")
@requires("seller.see")
def done() -> ResponseReturnValue:
    """I have seen it to its end."""
    with transaction():
        service.note(current_actor(), Mark.REHEARSED, clock.now())
    flash(_("Tập xong rồi. Đơn thật cũng làm y như vậy."))
    return redirect(url_for("seller.today"), 303)
