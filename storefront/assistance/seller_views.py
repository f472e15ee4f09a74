"""Who acts for my household and what they did: /ban-hang/lam-thay."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.web import current_actor, requires
from storefront.assistance import labels, queries

bp = Blueprint("assistance_seller", __name__, url_prefix="/ban-hang/lam-thay")


@bp.get("")
@requires("assistance.oversee")
def helpers() -> ResponseReturnValue:
    """Who acts for us, by which consent, and each act."""
    actor = current_actor()
    return render_template(
        "storefront/assistance/helpers.html",
        consents=queries.list_consents_of(actor),
        counts=lambda one: queries.counts(one, clock.today()),
        acts=queries.list_acts(actor),
        scopes=labels.SCOPE,
        hows=labels.HOW,
    )
