"""Writes of commission: rules, the lines frozen at placement, the fee at delivery, its return."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from catalog.kernel import audit, dated
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.commission import queries, rules
from storefront.commission.errors import CapUnderFloor, ImpossibleRule
from storefront.commission.models import (
    CommissionCut,
    CommissionLine,
    CommissionReturn,
    CommissionRule,
)
from storefront.commission.queries import Charged
from storefront.commission.rules import Charge, Returned
from storefront.journal import queries as journal_queries
from storefront.journal import service as journal
from storefront.journal.rules import (
    Account,
    EntryKind,
    Line,
    subsidy_due_back,
    without_zeros,
)
from storefront.orders.models import Order


@dataclass(frozen=True)
class NewRule:
    """What an operator enters; amounts in whole đồng, percents in basis points."""

    name: str
    scope: str
    scope_value: str | None
    percent_bp: int
    flat_per_unit: int
    floor: int
    cap: int | None
    vat_bp: int
    valid_from: date
    source: str


def add_rule(actor: Actor, new: NewRule, now: datetime, *, is_demo: bool = False) -> CommissionRule:
    """Add a rule after all others; orders placed before keep what they were charged.

    Raises CapUnderFloor or ImpossibleRule.
    """
    if new.cap is not None and new.cap < new.floor:
        raise CapUnderFloor
    rule = CommissionRule(
        position=queries.next_position(),
        valid_to=None,
        entered_by=actor.name,
        recorded_at=now,
        is_demo=is_demo,
        **vars(new),
    )
    if rules.find_fault(queries.to_rule(rule)):
        raise ImpossibleRule
    session.add(rule)
    session.flush()  # for the id the audit entry names
    audit.record(actor, "commission.add_rule", rule, f"Thêm quy tắc phí sàn “{new.name}”.")
    return rule


def close_rule(actor: Actor, rule_id: int, last_day: date) -> CommissionRule:
    """Let a rule end: `last_day` is the last on which it counts."""
    rule = queries.get_rule(rule_id)
    rule.valid_to = dated.last_day(last_day, begins=rule.valid_from, ended=rule.valid_to)
    sentence = f"Đóng quy tắc phí sàn “{rule.name}” sau ngày {last_day:%d/%m/%Y}."
    audit.record(actor, "commission.close_rule", rule, sentence)
    return rule


def move_up(actor: Actor, rule_id: int) -> CommissionRule:
    """Try a rule before the one now tried before it; the first stays the first."""
    rule = queries.get_rule(rule_id)
    above = queries.find_above(rule)
    if above is not None:
        rule.position, above.position = above.position, rule.position
        sentence = f"Xét quy tắc phí sàn “{rule.name}” trước “{above.name}”."
        audit.record(actor, "commission.move_rule", rule, sentence)
    return rule


def freeze(order_id: int, now: datetime) -> None:
    """Write down what each line of a placed order is charged; once."""
    if queries.list_lines(order_id):
        return
    found = queries.list_rules_in_force(local_date(now))
    for one in rules.charge(found, queries.items_of(order_id), local_date(now)):
        session.add(_frozen(order_id, one))
    session.flush()


def freeze_added(order_id: int, parts: Mapping[int, tuple[int, int]], now: datetime) -> None:
    """Write down what lines added to an open order are charged: line id → (left, below zero)."""
    on = local_date(now)
    items = queries.items_of(order_id)
    frozen = {one.order_line_id for one in queries.list_lines(order_id)}
    added = {line_id for line_id, (_, taken) in parts.items() if taken < 0} - frozen
    if not added:
        return
    new = [one for one in items if one.line_id in added]
    held = queries.held_by_rule(order_id, items)
    for one in rules.charge(queries.list_rules_in_force(on), new, on, held):
        session.add(_frozen(order_id, one))
    session.flush()


def book_fee(order_id: int, now: datetime) -> None:
    """The seller owes the fee and its VAT from the delivery on."""
    order = session.get_one(Order, order_id)
    charged = queries.list_charges(order_id)
    _book(
        EntryKind.FEE,
        f"fee:{order.number}",
        order,
        (sum(one.fee for one in charged), sum(one.vat for one in charged)),
        now,
    )


def cut(order_id: int, document: str, parts: Mapping[int, tuple[int, int]]) -> None:
    """Let the fee of units that leave an open order fall away: line id → (units left, taken)."""
    charged = queries.list_charges(order_id)
    units = [parts.get(one.line.order_line_id, (0, 0)) for one in charged]
    if not any(taken > 0 for _, taken in units):
        return
    taken_out = [(left, max(taken, 0)) for left, taken in units]
    base = queries.base_of(order_id, [one.line.order_line_id for one in charged])
    cuts = rules.cut([(one.fee, one.vat) for one in charged], taken_out, base)
    for one, (fee, vat) in zip(charged, cuts, strict=True):
        if fee or vat:
            session.add(
                CommissionCut(commission_line_id=one.line.id, document=document, fee=fee, vat=vat)
            )
    session.flush()


def split(order_id: int, document: str, units: Mapping[int, int]) -> None:
    """Let the fee of a line follow its units to the lines it became: line id → units, it first."""
    first, *others = units
    charged = next((one for one in queries.list_charges(order_id) if _is_on(one, first)), None)
    if charged is None:
        return
    counts, line = list(units.values()), charged.line
    bases, fees, vats = (rules.spread(one, counts) for one in (line.base, charged.fee, charged.vat))
    kept = ("order_id", "rule_id", "rule_name", "percent_bp", "flat_per_unit", "vat_bp")
    for line_id, base, fee, vat in zip(others, bases[1:], fees[1:], vats[1:], strict=True):
        same = {name: getattr(line, name) for name in kept}
        row = CommissionLine(order_line_id=line_id, base=base, fee=fee, vat=vat, **same)
        session.add(row)
    fee, vat = charged.fee - fees[0], charged.vat - vats[0]
    session.add(CommissionCut(commission_line_id=line.id, document=document, fee=fee, vat=vat))
    session.flush()


def _is_on(charged: Charged, line_id: int) -> bool:
    return charged.line.order_line_id == line_id


def return_fee(number: str, key: str, now: datetime) -> None:
    """Give back the fee in proportion to what of the order's total was returned by now."""
    document = f"fee-returned:{key}"
    order = queries.find_locked_order(number)
    if order is None or not journal_queries.find_entry(f"fee:{number}"):
        return
    if journal_queries.find_entry(document):
        return
    charged, back = queries.list_charges(order.id), queries.returns_of(order.id)
    fee, vat = sum(one.fee for one in charged), sum(one.vat for one in charged)
    due = rules.due_back(fee, vat, _returned(order))
    done = [back[one.line.id] for one in charged]
    fees = _parts([one.fee for one in charged], [one[0] for one in done], due[0])
    vats = _parts([one.vat for one in charged], [one[1] for one in done], due[1])
    for one, fee, vat in zip(charged, fees, vats, strict=True):
        if fee or vat:
            row = CommissionReturn(commission_line_id=one.line.id, document=document)
            row.fee, row.vat = fee, vat
            session.add(row)
    _book(EntryKind.FEE_RETURNED, document, order, (-sum(fees), -sum(vats)), now)


def _returned(order: Order) -> Returned:
    amount = min(journal_queries.returned_of(order.number), order.total)
    subsidy = order.platform_discount
    subsidy -= subsidy_due_back(subsidy, amount, order.total)
    return Returned(amount, order.total, order.total - amount + subsidy)


def _parts(charged: list[int], back: list[int], due: int) -> list[int]:
    return rules.give_back(list(zip(charged, back, strict=True)), due - sum(back))


def _book(
    kind: EntryKind, document: str, order: Order, amounts: tuple[int, int], now: datetime
) -> None:
    fee, vat = amounts
    lines = without_zeros(
        Line(Account.SELLERS, fee + vat, producer_id=order.producer_id),
        Line(Account.COMMISSION, -fee),
        Line(Account.FEE_VAT, -vat),
    )
    if lines:
        journal.post(kind, document, order.number, lines, now)


def _frozen(order_id: int, one: Charge) -> CommissionLine:
    rule = one.rule
    return CommissionLine(
        order_id=order_id,
        order_line_id=one.line_id,
        rule_id=rule.id if rule else None,
        rule_name=rule.name if rule else None,
        base=one.base,
        percent_bp=rule.percent_bp if rule else 0,
        flat_per_unit=rule.flat_per_unit if rule else 0,
        vat_bp=rule.vat_bp if rule else 0,
        fee=one.fee,
        vat=one.vat,
    )
