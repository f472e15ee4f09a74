"""Combos for operators: /quan-tri/hop-qua. Whose goods are in one agrees all the same."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from catalog.kernel.web import requires
from storefront.combos import pages, queries

bp = Blueprint("combos_operator", __name__, url_prefix="/quan-tri/hop-qua")

FRAME = "layouts/desk.html"


@bp.get("")
@requires("combos.see")
def combos() -> ResponseReturnValue:
    """All combos with what is missing."""
    return pages.list_page(FRAME, taking_part=[])


@bp.route("/moi", methods=["GET", "POST"])
@requires("combos.change")
def make() -> ResponseReturnValue:
    """A combo that one of the verified sellers packs."""
    return pages.make_page(FRAME, queries.list_packers())


@bp.get("/<int:combo_id>")
@requires("combos.see")
def combo(combo_id: int) -> ResponseReturnValue:
    """One combo."""
    return pages.combo_page(FRAME, combo_id)


@bp.route("/<int:combo_id>/sua", methods=["GET", "POST"])
@requires("combos.change")
def edit(combo_id: int) -> ResponseReturnValue:
    """What it is, costs, and when it is sold."""
    return pages.edit_page(FRAME, combo_id)


@bp.route("/<int:combo_id>/mon", methods=["GET", "POST"])
@requires("combos.change")
def goods(combo_id: int) -> ResponseReturnValue:
    """Find goods and put them in."""
    return pages.goods_page(FRAME, combo_id)


@bp.post("/<int:combo_id>/mon/<int:part_id>/bo")
@requires("combos.change")
def remove(combo_id: int, part_id: int) -> ResponseReturnValue:
    """Take goods out."""
    return pages.remove(combo_id, part_id)


@bp.post("/<int:combo_id>/mon/<int:part_id>/hoi-lai")
@requires("combos.change")
def ask_again(combo_id: int, part_id: int) -> ResponseReturnValue:
    """Ask a household once more."""
    return pages.ask_again(combo_id, part_id)


@bp.post("/<int:combo_id>/mo-ban")
@requires("combos.change")
def publish(combo_id: int) -> ResponseReturnValue:
    """Open the sale."""
    return pages.publish(combo_id)


@bp.post("/<int:combo_id>/thoi-ban")
@requires("combos.change")
def withdraw(combo_id: int) -> ResponseReturnValue:
    """Close the sale."""
    return pages.withdraw(combo_id)
