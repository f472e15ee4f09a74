"""Sheets of many households that agreed, in one file: /lam-thay/bang-tinh."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.web import current_actor, requires
from storefront.assistance import queries
from storefront.assistance.turns import as_helper
from storefront.bulk import pages
from storefront.bulk.errors import NotAgreed
from storefront.bulk.pages import Desk
from storefront.bulk.rules import HOUSEHOLD, Kind
from storefront.bulk.seller_views import NEEDS
from storefront.bulk.service import Cells

bp = Blueprint("bulk", __name__, url_prefix="/lam-thay/bang-tinh")


def _desk() -> Desk:
    own, today = current_actor(), clock.today()
    consents = [one for one in queries.list_own_consents(own) if queries.counts(one, today)]
    helpers = {one.producer.slug: (as_helper(own, one), one.producer_id) for one in consents}

    def people(cells: Cells, kind: Kind) -> tuple[Actor, int]:
        found = helpers.get(cells.get(HOUSEHOLD, ""))
        if found is None or not found[0].may(NEEDS[kind]):
            raise NotAgreed
        return found

    return Desk(
        layout="layouts/shop.html",
        blueprint=bp.name,
        owner=f"person:{own.id}",
        people=people,
        producer_ids=frozenset(producer_id for _, producer_id in helpers.values()),
        is_for_many=True,
    )


@bp.route("", methods=["GET", "POST"])
@requires("assistance.help")
def sheets() -> ResponseReturnValue:
    """Take a sheet of several households in, tried first."""
    return pages.choose(_desk())


@bp.post("/<any('hang', 'dem-kho', 'thu-hoach'):kind>/<int:tried_id>/ghi")
@requires("assistance.help")
def write(kind: str, tried_id: int) -> ResponseReturnValue:
    """Write what was tried."""
    return pages.write(_desk(), kind, tried_id)


@bp.get("/mau.xlsx")
@requires("assistance.help")
def workbook() -> Response:
    """The template with the goods of every household that agreed."""
    return pages.workbook(_desk())


@bp.get("/mau/<any('hang', 'dem-kho', 'thu-hoach'):kind>.csv")
@requires("assistance.help")
def sheet(kind: str) -> Response:
    """The template of one sheet."""
    return pages.sheet(_desk(), kind)
