"""A code is registered once, then only its history grows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import make_area
from traceability.areas import errors, queries, service
from traceability.areas.cells import Point
from traceability.areas.rules import AreaState, Scheme, Validity
from traceability.areas.service import NewArea, NewStatus
from traceability.areas.signals import area_changed

NOW = clock.noon_of(TODAY)
GRANT = NewStatus(AreaState.GRANTED, TODAY - timedelta(days=10), source="Quyết định minh họa")


def register(officer: Actor, code: str = "VN-CTOR-0042", first: NewStatus = GRANT) -> Any:
    given = NewArea(scheme=Scheme.EXPORT, code=code, name="Vườn minh họa", crop="xoài")
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
    for again in ("VN-CTOR-0042", "vn-ctor-0042"):
        with pytest.raises(errors.CodeTaken):
            register(officer, again)
    domestic = NewArea(scheme=Scheme.DOMESTIC, code="VN-CTOR-0042", name="Vườn khác", crop="xoài")
    with transaction():
        area = service.register_area(officer, domestic, GRANT, NOW)
    assert area.slug == "vn-ctor-0042-2"


def test_a_code_with_accents_is_taken_too(db: object, officer: Actor) -> None:
    """SQLite knows no capitals beyond ASCII, so here the table itself refuses."""
    register(officer, "MÃ-SỐ-ĐẬU-1")
    with pytest.raises(errors.CodeTaken):
        register(officer, "MÃ-SỐ-ĐẬU-1")
    assert queries.list_areas(1)[1] == 1


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


def test_a_mistaken_decision_stays_and_counts_no_more(db: object, officer: Actor) -> None:
    area_id = register(officer)
    append(officer, area_id, AreaState.SUSPENDED, TODAY - timedelta(days=5))
    batch_days = (TODAY - timedelta(days=4), TODAY - timedelta(days=4))
    with transaction():
        service.declare_wrong(officer, area_id, "Nhầm mã", NOW)
    facts = queries.list_area_facts([area_id])[area_id]
    assert facts.validity_during(*batch_days) is Validity.VALID
    assert [(one.state, one.wrong_why) for one in facts.history] == [
        (AreaState.GRANTED, None),
        (AreaState.SUSPENDED, "Nhầm mã"),
    ]
    append(officer, area_id, AreaState.WARNED, TODAY - timedelta(days=6))
    assert queries.list_area_facts([area_id])[area_id].validity_on(TODAY) is Validity.WARNED
    for _ in range(2):
        with transaction():
            service.declare_wrong(officer, area_id, "Nhầm nữa", NOW)
    assert queries.list_area_facts([area_id])[area_id].validity_on(TODAY) is Validity.UNKNOWN
    with pytest.raises(errors.NothingToTakeBack), transaction():
        service.declare_wrong(officer, area_id, "Hết", NOW)


def test_areas_are_found_by_code_name_and_producer(db: object) -> None:
    owner = make_producer("Hợp tác xã Ía Bông")
    make_area("VN-GLOR-0187", name="Vườn cà phê", producer_id=owner.id)
    make_area("CT-LUA-0112", name="Đồng lúa")
    for text, count in (("glor", 1), ("lúa", 1), ("ia bong", 1), ("0", 2), ("%", 0), ("xyz", 0)):
        assert queries.list_areas(1, text=text)[1] == count, text


def test_an_area_that_is_not_there_is_not_found(db: object, officer: Actor) -> None:
    with pytest.raises(NotFound):
        queries.get_area_facts("khong-co")
    with pytest.raises(NotFound):
        append(officer, 0, AreaState.WARNED, TODAY)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"code": None}, errors.CodeMissing),
        ({"scheme": Scheme.NONE}, errors.CodeNotNeeded),
        ({"hectares": Decimal(0)}, errors.TooSmallOrLarge),
        ({"hectares": Decimal(100_001)}, errors.TooSmallOrLarge),
        ({"point": Point(Decimal("105.78"), Decimal("10.03"))}, errors.TurnedRound),
        ({"point": Point(Decimal("13.75"), Decimal("100.50"))}, errors.NotInVietnam),
    ],
)
def test_a_wrong_area_is_refused_and_nothing_is_kept(
    db: object, officer: Actor, changes: dict[str, Any], refusal: type[DomainError]
) -> None:
    given = {"scheme": Scheme.EXPORT, "code": "VN-CTOR-9", "name": "Vườn", "crop": "xoài"}
    with pytest.raises(refusal), transaction():
        service.register_area(officer, NewArea(**{**given, **changes}), GRANT, NOW)
    assert queries.list_areas(1) == ([], 0)


def test_a_place_without_a_code_gets_a_number_and_no_status(db: object, officer: Actor) -> None:
    given = NewArea(scheme=Scheme.NONE, name="Vườn nhà", crop="xoài")
    with transaction():
        area_id = service.register_area(officer, given, None, NOW).id
    facts = queries.list_area_facts([area_id])[area_id]
    assert facts.code.startswith("KM-")
    assert facts.validity_on(TODAY) is Validity.NO_CODE
    with pytest.raises(errors.HasNoCode):
        append(officer, area_id, AreaState.GRANTED, TODAY)


def test_a_code_is_not_entered_without_its_grant(db: object, officer: Actor) -> None:
    with pytest.raises(errors.MayNotFollow), transaction():
        service.register_area(
            officer, NewArea(scheme=Scheme.EXPORT, code="X-1", name="V", crop="x"), None, NOW
        )


def edit(
    officer: Actor, area_id: int, since: date, point: Point | None = None, **is_now: Any
) -> None:
    said = {"name": "Vườn minh họa", "crop": "xoài", **is_now}
    with transaction():
        service.edit_area(officer, area_id, service.Description(**said), point, since, "BB 3", NOW)


def test_the_size_of_a_day_is_read_from_the_history(db: object, officer: Actor) -> None:
    area_id = register(officer)
    edit(officer, area_id, TODAY - timedelta(days=5), hectares=Decimal("4.5"))
    edit(officer, area_id, TODAY, hectares=Decimal(9))
    entries = queries.list_said([area_id])[area_id]
    held = [queries.said_on(entries, TODAY - timedelta(days=days)) for days in (11, 6, 5, 1, 0)]
    assert [one.hectares if one else "nothing" for one in held] == [
        "nothing",
        None,
        Decimal("4.5"),
        Decimal("4.5"),
        Decimal(9),
    ]
    assert queries.list_area_facts([area_id])[area_id].hectares == 9
    assert len(queries.get_area(area_id).entries) == 3, "nothing said before is lost"


@pytest.mark.parametrize(
    ("since", "is_now", "refusal"),
    [
        (TODAY + timedelta(days=1), {"name": "Vườn khác"}, errors.InTheFuture),
        (TODAY - timedelta(days=11), {"name": "Vườn khác"}, errors.NotInOrder),
        (TODAY, {}, errors.NothingNew),
        (TODAY, {"hectares": Decimal(-1)}, errors.TooSmallOrLarge),
    ],
)
def test_an_edit_is_appended_in_order_or_refused(
    db: object, officer: Actor, since: date, is_now: dict[str, Any], refusal: type[DomainError]
) -> None:
    area_id = register(officer)
    with pytest.raises(refusal):
        edit(officer, area_id, since, **is_now)
    assert len(queries.get_area(area_id).entries) == 1


def test_a_point_is_kept_apart_and_only_the_newest(db: object, officer: Actor) -> None:
    area_id = register(officer)
    for degrees in ("10.031", "10.171"):
        edit(officer, area_id, TODAY, Point(Decimal(degrees), Decimal("105.78")))
    assert queries.find_point(area_id) == Point(Decimal("10.171"), Decimal("105.78"))
    assert queries.get_area(area_id).cell == "10.15,105.80"


@pytest.mark.parametrize(
    ("growers", "shown"),
    [
        ([("a", 4)], False),
        ([("a", 5)], True),
        ([("a", 4), ("a", 4)], False),  # the same households may work both
        ([("a", 4), ("b", 1)], True),
        ([("a", 4), ("b", None)], True),  # at least one works there
        ([(None, 2), (None, 3)], True),
        ([("a", 4), ("elsewhere", 9)], False),
    ],
)
def test_a_cell_is_shown_only_with_five_growers(
    db: object, growers: list[tuple[str | None, int | None]], shown: bool
) -> None:
    owners = {name: make_producer(name).id for name, _ in growers if name}
    areas = [
        make_area(
            growers=count,
            producer_id=owners.get(name or ""),
            cell="10.20,105.75" if name == "elsewhere" else "10.05,105.75",
        )
        for name, count in growers
    ]
    assert (queries.find_shown_cell(areas[0].id) is not None) is shown


def test_a_packing_house_is_no_grower(db: object) -> None:
    area = make_area(growers=4, cell="10.05,105.75")
    make_area(growers=9, cell="10.05,105.75", scheme="packing_house")
    assert queries.find_shown_cell(area.id) is None


def test_areas_are_listed_by_code(db: object) -> None:
    make_area("VN-CTOR-0002"), make_area("VN-CTOR-0001")
    areas, total = queries.list_areas(1)
    assert ([area.code for area in areas], total) == (["VN-CTOR-0001", "VN-CTOR-0002"], 2)
