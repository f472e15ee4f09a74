"""A code is registered once, then only its history grows."""

from datetime import date, timedelta
from typing import Any

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from tests.factories.catalog import TODAY
from tests.factories.traceability import make_area
from traceability.areas import errors, queries, service
from traceability.areas.rules import AreaState, Scheme, Validity
from traceability.areas.service import NewArea, NewStatus
from traceability.areas.signals import area_changed

NOW = clock.noon_of(TODAY)
GRANT = NewStatus(AreaState.GRANTED, TODAY - timedelta(days=10), source="Quyết định minh họa")


def register(officer: Actor, code: str = "VN-CTOR-0042", first: NewStatus = GRANT) -> Any:
    given = NewArea(Scheme.EXPORT, code, "Vườn minh họa", "xoài")
    with transaction():
        return service.register_area(officer, given, first, NOW).id


def append(officer: Actor, area_id: int, state: AreaState, since: date, **more: Any) -> None:
    with transaction():
        service.append_status(officer, area_id, NewStatus(state, since, **more), NOW)


def test_a_registered_code_is_valid_from_its_grant(db: object, officer: Actor) -> None:
    register(officer)
    area = queries.get_area_facts("vn-ctor-0042")
    assert area.validity_on(TODAY) is Validity.VALID
    assert area.validity_on(TODAY - timedelta(days=11)) is Validity.NOT_YET
    assert area.history[0].entered_by == officer.name
    assert queries.get_area_facts("VN-CTOR-0042").id == area.id, "found as printed on paper too"


def test_a_code_is_taken_once_per_scheme(db: object, officer: Actor) -> None:
    register(officer)
    with pytest.raises(errors.CodeTaken):
        register(officer)
    domestic = NewArea(Scheme.DOMESTIC, "VN-CTOR-0042", "Vườn khác", "xoài")
    with transaction():
        area = service.register_area(officer, domestic, GRANT, NOW)
    assert area.slug == "vn-ctor-0042-2"


def test_news_of_a_suspension_goes_up(db: object, officer: Actor) -> None:
    area_id = register(officer)
    heard: list[int] = []

    def hear(_sender: object, area_id: int) -> None:
        heard.append(area_id)

    with area_changed.connected_to(hear):
        append(officer, area_id, AreaState.SUSPENDED, TODAY)
    assert heard == [area_id]
    assert queries.list_area_facts([area_id])[area_id].validity_on(TODAY) is Validity.SUSPENDED


@pytest.mark.parametrize(
    ("state", "since", "until", "refusal"),
    [
        (AreaState.WARNED, TODAY + timedelta(days=1), None, errors.InTheFuture),
        (AreaState.WARNED, TODAY - timedelta(days=11), None, errors.NotInOrder),
        (AreaState.RESTORED, TODAY, None, errors.MayNotFollow),
        (AreaState.GRANTED, TODAY, TODAY - timedelta(days=1), errors.EndsBeforeItBegins),
    ],
)
def test_history_goes_forward_only(
    db: object,
    officer: Actor,
    state: AreaState,
    since: date,
    until: date | None,
    refusal: type[DomainError],
) -> None:
    area_id = register(officer)
    with pytest.raises(refusal):
        append(officer, area_id, state, since, until=until)
    assert len(queries.list_area_facts([area_id])[area_id].history) == 1


def test_a_history_begins_with_a_grant(db: object, officer: Actor) -> None:
    with pytest.raises(errors.MayNotFollow):
        register(officer, first=NewStatus(AreaState.WARNED, TODAY))


def test_an_area_that_is_not_there_is_not_found(db: object, officer: Actor) -> None:
    with pytest.raises(NotFound):
        queries.get_area_facts("khong-co")
    with pytest.raises(NotFound):
        append(officer, 0, AreaState.WARNED, TODAY)


def test_areas_are_listed_by_code(db: object) -> None:
    make_area("VN-CTOR-0002"), make_area("VN-CTOR-0001")
    areas, total = queries.list_areas(1)
    assert ([area.code for area in areas], total) == (["VN-CTOR-0001", "VN-CTOR-0002"], 2)
