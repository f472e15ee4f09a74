"""What a buyer who takes units out keeps only with enough of them: a price, or a reduction."""

from collections.abc import Mapping, Sequence

from storefront.amendments import queries
from storefront.amendments.errors import BelowMinimum, BelowStep
from storefront.amendments.rules import Cut
from storefront.orders.models import Order, OrderLine
from storefront.pricing.queries import step_floors
from storefront.pricing.rules.terms import Kind, Terms, matches


def refuse(order: Order, cuts: Sequence[Cut]) -> None:
    """Raise BelowStep or BelowMinimum for what would be sold to anybody else at another price."""
    taken = {one.line_id: one.taken for one in cuts}
    _refuse_below_steps(order, taken)
    _refuse_below_minimum(order, taken)


def _refuse_below_steps(order: Order, taken: Mapping[int, int]) -> None:
    """A wholesale price is kept with so many units, or not at all: else anybody buys one at it."""
    touched = {line.variant_id for line in order.lines if line.id in taken}
    cheaper = [
        one
        for one in order.lines
        if one.is_wholesale and one.variant_id in touched and one.quantity > taken.get(one.id, 0)
    ]
    floors = step_floors({(one.variant_id, one.unit_price) for one in cheaper})
    units = queries.units_in_purchase(order)
    for line in order.lines:
        units[line.variant_id] -= taken.get(line.id, 0)
    for line in cheaper:
        floor = floors.get((line.variant_id, line.unit_price), 0)
        if units[line.variant_id] < floor:
            raise BelowStep(f"{line.product_name}, {line.variant_name}", floor)


def _refuse_below_minimum(order: Order, taken: Mapping[int, int]) -> None:
    """So it is with what was taken off from some amount of goods on.

    Goods count as they cost before anything was taken off them: never less than when it was given.
    """
    for terms in queries.conditions_of(order):
        before = sum(
            line.line_total
            for one, line in queries.lines_in_purchase(order)
            if _counts_for(terms, one, line)
        )
        less = sum(
            line.unit_price * taken.get(line.id, 0)
            for line in order.lines
            if _counts_for(terms, order, line)
        )
        if before - less < terms.minimum <= before:
            raise BelowMinimum(terms.name, terms.minimum)


def _counts_for(terms: Terms, order: Order, line: OrderLine) -> bool:
    is_open = order.combo_sale_id is None or terms.kind == Kind.DELIVERY
    return is_open and matches(terms, order.producer_id, line.variant.product_id)
