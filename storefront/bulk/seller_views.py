"""Sheets of one's own producer, or of the household one acts for: /ban-hang/bang-tinh."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from catalog.kernel.actor import Actor
from catalog.kernel.errors import NotAllowed
from catalog.kernel.web import current_actor, requires
from catalog.producers.queries import get_producer_by_id
from storefront.bulk import pages
from storefront.bulk.errors import OtherHousehold
from storefront.bulk.pages import Desk
from storefront.bulk.rules import HOUSEHOLD, Kind
from storefront.bulk.service import Cells

bp = Blueprint("bulk_seller", __name__, url_prefix="/ban-hang/bang-tinh")
NEEDS = {
    Kind.GOODS: "products.edit",
    Kind.COUNTS: "inventory.change",
    Kind.HARVESTS: "events.record",
}


def _desk() -> Desk:
    actor = current_actor()
    producer = get_producer_by_id(min(actor.producer_ids, default=0))

    def people(cells: Cells, kind: Kind) -> tuple[Actor, int]:
        if cells.get(HOUSEHOLD, producer_slug) != producer_slug:
            raise OtherHousehold
        if not actor.may(NEEDS[kind]):
            raise NotAllowed
        return actor, producer_id

    # As values: trying rows ends the transaction in which the producer was read.
    producer_id, producer_slug = producer.id, producer.slug
    return Desk(
        layout="layouts/seller.html",
        blueprint=bp.name,
        owner=f"producer:{producer_id}",
        people=people,
        producer_ids=frozenset({producer_id}),
        is_for_many=False,
    )


@bp.route("", methods=["GET", "POST"])
@requires("bulk.write")
def sheets() -> ResponseReturnValue:
    """Take a sheet in, tried first."""
    return pages.choose(_desk())


@bp.post("/<any('hang', 'dem-kho', 'thu-hoach'):kind>/<int:tried_id>/ghi")
@requires("bulk.write")
def write(kind: str, tried_id: int) -> ResponseReturnValue:
    """Write what was tried."""
    return pages.write(_desk(), kind, tried_id)


@bp.get("/mau.xlsx")
@requires("bulk.write")
def workbook() -> Response:
    """The template."""
    return pages.workbook(_desk())


@bp.get("/mau/<any('hang', 'dem-kho', 'thu-hoach'):kind>.csv")
@requires("bulk.write")
def sheet(kind: str) -> Response:
    """The template of one sheet."""
    return pages.sheet(_desk(), kind)
