"""An officer enters and revokes recognitions, each by the number of its decision."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from catalog.certification import decisions, queries, rules
from catalog.certification.errors import (
    AlreadyEntered,
    AlreadyRevoked,
    DateOutOfRange,
    DecisionUnreadable,
    RevokedTooEarly,
    RubricUnknown,
    StarsOutOfRange,
)
from catalog.certification.models import Recognition
from catalog.certification.rules import EvidenceGrade, RevocationGround
from catalog.certification.signals import recognition_changed
from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.product_sets import queries as product_sets
from catalog.product_sets.models import Rubric
from catalog.products import queries as products


@dataclass(frozen=True)
class Decision:
    """What a decision says about one product."""

    number: str
    decided_on: date
    stars: int
    issuer_name: str
    issuer_level: str
    score: Decimal | None = None
    rubric_id: int | None = None
    has_transition_grace: bool = False


def enter_recognition(
    actor: Actor, product_id: int, decision: Decision, now: datetime
) -> Recognition:
    """Enter what a decision gave a product; the rubric says for how many months."""
    number = decisions.read_number(decision.number)
    if number is None:
        raise DecisionUnreadable
    if decision.stars not in (3, 4, 5):
        raise StarsOutOfRange
    if not decisions.is_reasonable(decision.decided_on, clock.local_date(now)):
        raise DateOutOfRange
    product = products.get_product_by_id(product_id, lock=True)
    if queries.find_same_decision(product_id, number):
        raise AlreadyEntered
    rubric = _rubric(decision)
    months = rubric.validity_months
    recognition = Recognition(
        product_id=product_id,
        rubric_id=rubric.id,
        stars=decision.stars,
        score=decision.score,
        decision_number=number,
        decision_date=decision.decided_on,
        year=decision.decided_on.year,
        issuer_name=decision.issuer_name,
        issuer_level=decision.issuer_level,
        valid_from=decision.decided_on,
        valid_to=rules.last_valid_day(decision.decided_on, months) if months else None,
        has_transition_grace=decision.has_transition_grace,
        evidence_grade=EvidenceGrade.DECISION,
        entered_by=actor.name,
        entered_at=now,
        is_demo=product.is_demo,
    )
    session.add(recognition)
    session.flush()  # the audit entry names its id
    sentence = f"Ghi công nhận {decision.stars} sao cho {product.name} theo QĐ {number}."
    audit.record(actor, "certification.enter", recognition, sentence)
    recognition_changed.send(None, product_id=product_id)
    return recognition


def revoke_recognition(
    actor: Actor,
    recognition_id: int,
    ground: RevocationGround,
    decision_number: str,
    revoked_on: date,
    today: date,
) -> Recognition:
    """Take a recognition back by a decision, on a ground of QĐ 26/2026 Điều 8; for good."""
    number = decisions.read_number(decision_number)
    if number is None:
        raise DecisionUnreadable
    recognition = queries.get_recognition(recognition_id, lock=True)
    if recognition.revoked_on:
        raise AlreadyRevoked
    earliest = recognition.valid_from or date(recognition.year or decisions.FIRST_YEAR, 1, 1)
    if not earliest <= revoked_on <= today:
        raise RevokedTooEarly
    recognition.revoked_on = revoked_on
    recognition.revocation_decision = number
    recognition.revocation_ground = ground.value
    sentence = f"Thu hồi công nhận của {recognition.product.name} theo QĐ {number}."
    audit.record(actor, "certification.revoke", recognition, sentence, ground=ground.value)
    recognition_changed.send(None, product_id=recognition.product_id)
    return recognition


def _rubric(decision: Decision) -> Rubric:
    if decision.rubric_id:
        return product_sets.get_rubric(decision.rubric_id)
    rubric = product_sets.rubric_in_force(decision.decided_on)
    if rubric is None:
        raise RubricUnknown
    return rubric
