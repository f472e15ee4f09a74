"""A producer proposes an area, an officer grants it or says what is missing."""

from datetime import timedelta
from typing import Any

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotAllowed
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import draft, make_area, make_batch, record
from traceability.areas import errors, proposals, queries
from traceability.areas.proposals import Paper
from traceability.areas.rules import AreaState, Scheme
from traceability.areas.service import NewArea, NewStatus
from traceability.events.errors import AreaOfAnother
from traceability.events.rules import EventKind

NOW = clock.noon_of(TODAY)


@pytest.fixture
def grower(db: object) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({make_producer().id}))


def propose(actor: Actor, **changes: Any) -> int:
    (producer_id,) = actor.producer_ids
    given = {
        "scheme": Scheme.EXPORT,
        "code": "VN-CTOR-0042",
        "name": "Vườn minh họa",
        "crop": "xoài",
        "producer_id": producer_id,
        **changes,
    }
    with transaction():
        return proposals.propose(actor, NewArea(**given), Paper(source="QĐ 12"), NOW).id


def test_a_proposal_is_nobodys_business_until_it_is_granted(grower: Actor, officer: Actor) -> None:
    number = propose(grower)
    assert queries.list_areas(1) == ([], 0)
    (producer_id,) = grower.producer_ids
    given = NewArea(
        scheme=Scheme.EXPORT, code="VN-CTOR-0042", name="V", crop="xoài", producer_id=producer_id
    )
    first = NewStatus(AreaState.GRANTED, TODAY - timedelta(days=40))
    with transaction():
        area = proposals.grant(officer, number, given, first, NOW)
    asked = queries.get_proposal(number)
    assert (asked.state, asked.area_id, asked.decided_by) == ("granted", area.id, officer.name)
    assert queries.list_own_areas(grower)[0].history[0].days_late == 40
    with pytest.raises(errors.AlreadyDecided), transaction():
        proposals.decline(officer, number, "Muộn", NOW)


def test_a_declined_proposal_says_why(grower: Actor, officer: Actor) -> None:
    number = propose(grower)
    with transaction():
        proposals.decline(officer, number, "Ảnh mờ, chụp lại giúp.", NOW)
    assert [(one.state, one.answer) for one in queries.list_own_proposals(grower)] == [
        ("declined", "Ảnh mờ, chụp lại giúp.")
    ]
    assert propose(grower), "it may be proposed again"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"code": "VN-CTOR-0001"}, errors.CodeOfAnother),
        ({"code": "VN-CTOR-0002"}, errors.CodeTaken),
        ({"code": None}, errors.CodeMissing),
        ({"scheme": Scheme.NONE}, errors.CodeNotNeeded),
        ({"producer_id": None}, NotAllowed),
    ],
)
def test_what_cannot_be_proposed(
    grower: Actor, changes: dict[str, Any], refusal: type[DomainError]
) -> None:
    make_area("VN-CTOR-0001", producer_id=make_producer("HTX khác").id)
    make_area("VN-CTOR-0002")
    with pytest.raises(refusal):
        propose(grower, **changes)
    assert queries.list_proposals() == []


def test_nobody_proposes_for_another_producer(grower: Actor) -> None:
    with pytest.raises(NotAllowed):
        propose(grower, producer_id=make_producer("HTX khác").id)


def test_a_code_is_proposed_once_at_a_time(grower: Actor) -> None:
    propose(grower)
    with pytest.raises(errors.AlreadyProposed):
        propose(grower)


@pytest.mark.parametrize(
    ("kind", "whose", "refused"),
    [
        (EventKind.HARVEST, "another", True),
        (EventKind.HARVEST, "own", False),
        (EventKind.HARVEST, "nobody", False),
        (EventKind.RECEIVE, "another", False),
    ],
)
def test_nobody_harvests_on_the_area_of_another(
    grower: Actor, kind: EventKind, whose: str, refused: bool
) -> None:
    (mine,) = grower.producer_ids
    owner = {"own": mine, "nobody": None}.get(whose, make_producer("HTX khác").id)
    area = make_area("VN-CTOR-0001", producer_id=owner)
    harvest = make_batch(kind="harvest", producer_id=mine, quantity=640)
    given = draft(
        kind,
        mine,
        TODAY - timedelta(days=2),
        outputs=[(harvest, "640 kg")],
        areas=[(harvest, area, "640 kg")],
    )
    if refused:
        with pytest.raises(AreaOfAnother, match="VN-CTOR-0001"):
            record(given, grower)
    else:
        assert record(given, grower)
