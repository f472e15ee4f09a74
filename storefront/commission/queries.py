"""Reads of commission rules, and of what lines were charged."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.product_sets.queries import list_set_names
from catalog.products.models import Product, Variant
from storefront.commission import rules
from storefront.commission.models import (
    CommissionCut,
    CommissionLine,
    CommissionReturn,
    CommissionRule,
)
from storefront.commission.rules import Held, Item, Rule
from storefront.orders.models import Order, OrderLine


def list_rules() -> list[CommissionRule]:
    """Every rule, in the order in which they are tried."""
    return list(session.scalars(select(CommissionRule).order_by(CommissionRule.position)))


def list_rules_in_force(on: date) -> list[Rule]:
    """The rules of that day, in the order in which they are tried."""
    return [rule for rule in map(to_rule, list_rules()) if rules.is_in_force(rule, on)]


def get_rule(rule_id: int) -> CommissionRule:
    """The rule, or NotFound."""
    rule = session.get(CommissionRule, rule_id)
    if rule is None:
        raise NotFound
    return rule


def find_above(rule: CommissionRule) -> CommissionRule | None:
    """The rule tried just before this one."""
    return session.scalar(
        select(CommissionRule)
        .where(CommissionRule.position < rule.position)
        .order_by(CommissionRule.position.desc())
        .limit(1)
    )


def next_position() -> int:
    return (session.scalar(select(func.max(CommissionRule.position))) or 0) + 1


def to_rule(row: CommissionRule) -> Rule:
    """A row as the value the rules know."""
    return Rule(
        id=row.id,
        name=row.name,
        scope=row.scope,
        value=row.scope_value,
        percent_bp=row.percent_bp,
        flat_per_unit=row.flat_per_unit,
        floor=row.floor,
        cap=row.cap,
        vat_bp=row.vat_bp,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def items_of(order_id: int) -> list[Item]:
    """The lines of an order as the rules charge them, in their order."""
    query = (
        select(
            OrderLine.id,
            # What the seller gives off is not charged; what the platform pays of it is.
            (OrderLine.line_total - OrderLine.discount + OrderLine.platform_discount).label("base"),
            OrderLine.quantity,
            Order.producer_id,
            Producer.legal_form,
            Product.product_set_id,
        )
        .join(Order, Order.id == OrderLine.order_id)
        .join(Producer, Producer.id == Order.producer_id)
        .join(Variant, Variant.id == OrderLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(OrderLine.order_id == order_id)
        .order_by(OrderLine.id)
    )
    return [
        Item(
            line_id=row.id,
            producer_id=row.producer_id,
            legal_form=row.legal_form,
            product_set_id=row.product_set_id,
            base=row.base,
            units=row.quantity,
        )
        for row in session.execute(query)
    ]


def base_of(order_id: int, line_ids: Collection[int]) -> int:
    """What these lines of an order cost as they stand now, less what the seller gave off."""
    return sum(one.base for one in items_of(order_id) if one.line_id in line_ids)


def list_lines(order_id: int) -> list[CommissionLine]:
    """What the lines of an order were charged, in their order."""
    query = select(CommissionLine).where(CommissionLine.order_id == order_id)
    return list(session.scalars(query.order_by(CommissionLine.order_line_id)))


@dataclass(frozen=True)
class Charged:
    """A frozen line, and what of its fee is left after units were taken out of the order."""

    line: CommissionLine
    fee: int
    vat: int


def list_charges(order_id: int) -> list[Charged]:
    """What the lines of an order are charged as it stands now, in their order."""
    cuts = _sums_of(order_id, CommissionCut)
    return [
        Charged(one, one.fee - cuts[one.id][0], one.vat - cuts[one.id][1])
        for one in list_lines(order_id)
    ]


def held_by_rule(order_id: int, items: Iterable[Item]) -> dict[int, Held]:
    """What an order as it stands now is charged already, by rule id."""
    now = {one.line_id: one for one in items}
    found: dict[int, Held] = defaultdict(Held)
    for one in list_charges(order_id):
        item, rule_id = now[one.line.order_line_id], one.line.rule_id
        if rule_id is not None:
            before = found[rule_id]
            found[rule_id] = Held(
                before.base + item.base, before.units + item.units, before.fee + one.fee
            )
    return found


def returns_of(order_id: int) -> dict[int, tuple[int, int]]:
    """Fee and VAT given back so far, by commission line id; (0, 0) where nothing was."""
    return _sums_of(order_id, CommissionReturn)


def _sums_of(
    order_id: int, model: type[CommissionCut] | type[CommissionReturn]
) -> dict[int, tuple[int, int]]:
    query = (
        select(model.commission_line_id, func.sum(model.fee), func.sum(model.vat))
        .join(CommissionLine, CommissionLine.id == model.commission_line_id)
        .where(CommissionLine.order_id == order_id)
        .group_by(model.commission_line_id)
    )
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    found.update({line: (int(fee), int(vat)) for line, fee, vat in session.execute(query)})
    return found


def find_locked_order(number: str) -> Order | None:
    """The order, held to the end of the transaction: returns are worked out one by one."""
    return session.scalar(select(Order).where(Order.number == number).with_for_update())


def list_sellers() -> list[tuple[int, str]]:
    """Verified producers by name, for a rule of their own."""
    query = select(Producer.id, Producer.name).where(Producer.verified_on.is_not(None))
    return [(row.id, row.name) for row in session.execute(query.order_by(Producer.folded))]


def names_of_scopes(found: Iterable[CommissionRule]) -> dict[tuple[str, str], str]:
    """What the values of these rules' scopes are called: (scope, value) → name."""
    wanted = {rule.scope for rule in found}
    names: dict[tuple[str, str], str] = {}
    if rules.Scope.PRODUCER in wanted:
        rows = session.execute(select(Producer.id, Producer.name))
        names |= {("producer", str(row.id)): row.name for row in rows}
    if rules.Scope.PRODUCT_SET in wanted:
        names |= {("product_set", str(number)): name for number, name in list_set_names()}
    return names
