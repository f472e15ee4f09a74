"""Officers enter and revoke recognitions by decision; nothing is entered twice."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Connection, select

from catalog.certification import queries
from catalog.certification.errors import (
    AlreadyEntered,
    AlreadyRevoked,
    DateOutOfRange,
    DecisionUnreadable,
    RevokedTooEarly,
    RubricUnknown,
    StarsOutOfRange,
)
from catalog.certification.rules import RevocationGround, Status
from catalog.certification.service.recognising import (
    Decision,
    enter_recognition,
    revoke_recognition,
)
from catalog.certification.signals import recognition_changed
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.product_sets import queries as product_sets
from tests.factories.catalog import load_rubrics, make_product, make_recognition

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)  # already the 22nd in Vietnam
TODAY = date(2026, 11, 22)
DECISION = Decision(
    "QĐ 437/QĐ-UBND", date(2026, 11, 22), 4, "UBND tỉnh Gia Lai", "province", Decimal("78.5")
)
GROUND = RevocationGround.CRITERIA_LOST


def test_enters_a_recognition_for_36_months(db: Connection, officer: Actor) -> None:
    load_rubrics()
    product = make_product("Cà phê bột")
    told: list[int] = []

    def note(_sender: object, product_id: int) -> None:
        told.append(product_id)

    with recognition_changed.connected_to(note), transaction():
        held = enter_recognition(officer, product.id, DECISION, NOW)
    assert (held.decision_number, held.valid_to) == ("437/QĐ-UBND", date(2029, 11, 22))
    assert held.rubric is not None
    assert held.rubric.number == "26/2026/QĐ-TTg"
    assert queries.standing_of(product.id, TODAY).stars == 4
    assert told == [product.id]
    entry = session.scalars(select(AuditEntry)).one()
    assert entry.sentence == "Ghi công nhận 4 sao cho Cà phê bột theo QĐ 437/QĐ-UBND."


def test_an_older_rubric_may_be_named(db: Connection, officer: Actor) -> None:
    load_rubrics()
    old = product_sets.find_rubric("148/QĐ-TTg")
    assert old is not None
    decision = replace(DECISION, decided_on=date(2026, 6, 30), rubric_id=old.id)
    with transaction():
        held = enter_recognition(officer, make_product().id, decision, NOW)
    assert held.rubric_id == old.id


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"number": "theo quyết định"}, DecisionUnreadable),
        ({"stars": 2}, StarsOutOfRange),
        ({"stars": 6}, StarsOutOfRange),
        ({"decided_on": date(2026, 11, 23)}, DateOutOfRange),
        ({"decided_on": date(2017, 1, 1)}, DateOutOfRange),
        ({"decided_on": date(2018, 6, 1)}, RubricUnknown),
        ({"rubric_id": 99_999}, NotFound),
    ],
)
def test_refuses_to_enter(
    db: Connection, officer: Actor, change: dict[str, object], refusal: type[Exception]
) -> None:
    load_rubrics()
    product = make_product()
    with pytest.raises(refusal), transaction():
        enter_recognition(officer, product.id, replace(DECISION, **change), NOW)  # type: ignore[arg-type]  # a table of fields
    assert queries.list_history(product.id, TODAY) == []


def test_a_decision_is_entered_once_per_product(db: Connection, officer: Actor) -> None:
    load_rubrics()
    product, other = make_product(), make_product()
    for each in (product, other):
        with transaction():
            enter_recognition(officer, each.id, DECISION, NOW)
    with pytest.raises(AlreadyEntered), transaction():
        enter_recognition(officer, product.id, replace(DECISION, stars=5), NOW)
    with pytest.raises(NotFound), transaction():
        enter_recognition(officer, 99_999, DECISION, NOW)


def test_revoking_takes_the_stars_from_that_day(db: Connection, officer: Actor) -> None:
    load_rubrics()
    held = make_recognition(decision_date=date(2025, 5, 5))
    with transaction():
        revoke_recognition(officer, held.id, GROUND, "12/QĐ-UBND", date(2026, 3, 1), TODAY)
    assert queries.standing_of(held.product_id, date(2026, 2, 28)).stars == 4
    assert queries.standing_of(held.product_id, date(2026, 3, 1)).status is Status.REVOKED
    assert (held.revocation_ground, held.revocation_decision) == ("b", "12/QĐ-UBND")
    with pytest.raises(AlreadyRevoked), transaction():
        revoke_recognition(officer, held.id, GROUND, "13/QĐ-UBND", TODAY, TODAY)


@pytest.mark.parametrize(
    ("number", "day", "refusal"),
    [
        ("không số", date(2026, 3, 1), DecisionUnreadable),
        ("12/QĐ-UBND", date(2025, 5, 4), RevokedTooEarly),
        ("12/QĐ-UBND", date(2026, 11, 23), RevokedTooEarly),
    ],
)
def test_refuses_to_revoke(
    db: Connection, officer: Actor, number: str, day: date, refusal: type[Exception]
) -> None:
    held = make_recognition(decision_date=date(2025, 5, 5))
    with pytest.raises(refusal), transaction():
        revoke_recognition(officer, held.id, GROUND, number, day, TODAY)
    assert held.revoked_on is None


def test_a_dateless_recognition_may_be_revoked(db: Connection, officer: Actor) -> None:
    held = make_recognition(decision_date=None, valid_from=None, valid_to=None, year=2022)
    with pytest.raises(RevokedTooEarly), transaction():
        revoke_recognition(officer, held.id, GROUND, "12/QĐ-UBND", date(2021, 12, 31), TODAY)
    with transaction():
        revoke_recognition(officer, held.id, GROUND, "12/QĐ-UBND", date(2022, 1, 1), TODAY)
    assert held.revoked_on == date(2022, 1, 1)
