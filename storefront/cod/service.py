"""Writes of COD control: let a purchase through, add and close rules, lift a pause."""

from dataclasses import dataclass
from datetime import date, datetime

from catalog.kernel import audit, dated
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.cod import queries
from storefront.cod.errors import (
    AboveCap,
    CodeNeeded,
    NeverForTheseGoods,
    NotPaused,
    Paused,
)
from storefront.cod.models import CodLift, CodRule
from storefront.cod.queries import Verdict
from storefront.cod.rules import RuleKind, Scope
from storefront.messages.rules import masked
from storefront.one_time_codes import service as codes
from storefront.orders.models import OrderGroup


@dataclass(frozen=True)
class Given:
    """The code a buyer typed, and the try that was spent on it."""

    secret: str
    code_id: int
    typed: str


def refuse_cash(verdict: Verdict) -> None:
    """Raise why cash on delivery is not to be had: a subclass of NoCash; or nothing."""
    if verdict.paused_until:
        raise Paused(verdict.paused_until)
    if verdict.is_above_cap and verdict.cap == 0:
        raise NeverForTheseGoods
    if verdict.is_above_cap and verdict.cap:
        raise AboveCap(verdict.cap)


def admit(verdict: Verdict, phone: str, given: Given | None, now: datetime) -> bool:
    """Let a purchase be paid on delivery; says whether a code confirmed the number.

    Raises NoCash, CodeNeeded, and the refusals of codes.
    """
    refuse_cash(verdict)
    if not verdict.needs_code:
        return False
    if given is None:
        raise CodeNeeded
    codes.use_code(given.secret, given.code_id, phone, given.typed, now)
    return True


def note_confirmed(actor: Actor, group: OrderGroup) -> None:
    """Write down that the number of a purchase was shown to be the buyer's."""
    sentence = f"Đơn {group.number}: số {masked(group.phone)} đã xác nhận bằng mã."
    audit.record(actor, queries.CONFIRMED, group, sentence)


@dataclass(frozen=True)
class NewRule:
    """What an operator enters; what a kind does not use stays 0."""

    kind: RuleKind
    valid_from: date
    source: str
    scope: Scope = Scope.ALL
    scope_value: str | None = None
    amount: int = 0
    only_first: bool = False
    refusals: int = 0
    within_days: int = 0
    pause_days: int = 0


def add_rule(actor: Actor, new: NewRule, now: datetime, *, is_demo: bool = False) -> CodRule:
    """Add a rule; of several caps the lowest counts, of several pauses the longest."""
    row = CodRule(
        **{**vars(new), "kind": new.kind.value, "scope": new.scope.value},
        valid_to=None,
        entered_by=actor.name,
        recorded_at=now,
        is_demo=is_demo,
    )
    session.add(row)
    session.flush()  # for the id the audit entry names
    sentence = f"Thêm quy tắc trả khi nhận ({new.kind.value}), từ {new.valid_from:%d/%m/%Y}."
    audit.record(actor, "cod.add_rule", row, sentence)
    return row


def close_rule(actor: Actor, rule_id: int, last_day: date) -> CodRule:
    """Let a rule end: `last_day` is the last on which it counts."""
    rule = queries.get_rule(rule_id)
    rule.valid_to = dated.last_day(last_day, begins=rule.valid_from, ended=rule.valid_to)
    sentence = f"Đóng quy tắc trả khi nhận số {rule.id} sau ngày {last_day:%d/%m/%Y}."
    audit.record(actor, "cod.close_rule", rule, sentence)
    return rule


def lift(actor: Actor, phone: str, reason: str, now: datetime) -> CodLift:
    """Let a number pay on delivery again. Raises NotPaused."""
    if phone not in {number for number, _, _ in queries.list_paused(local_date(now))}:
        raise NotPaused
    row = CodLift(phone=phone, reason=reason, lifted_by=actor.name, lifted_at=now)
    session.add(row)
    session.flush()  # for the id the audit entry names
    audit.record(actor, "cod.lift", row, f"Cho số {masked(phone)} trả khi nhận trở lại: {reason}")
    return row
