"""Values have a source, claims are read from the harvests, answers are kept."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import draft, make_area, make_batch, record
from traceability.areas import service as areas
from traceability.areas.service import Description
from traceability.balance import errors, queries, service
from traceability.balance.rules import Claims, Standing
from traceability.balance.service import NewCap
from traceability.events import corrections
from traceability.events.rules import EventKind

NOW = clock.noon_of(TODAY)
FIRST = TODAY - timedelta(days=90)


@pytest.fixture
def grower(db: object) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({make_producer().id}))


def cap(officer: Actor, **changes: Any) -> int:
    given = {
        "crop": "Hồ tiêu",
        "season": "Vụ 2026",
        "first_day": FIRST,
        "last_day": TODAY,
        "amount": Decimal(20),
        "unit": "tạ",
        "source": "QĐ minh họa",
    }
    with transaction():
        return service.add_cap(officer, NewCap(**{**given, **changes}), NOW).id


def garden(officer: Actor, grower: Actor, hectares: str | None = "0.1", **more: Any) -> int:
    """An area whose size is entered, as of long ago."""
    (producer_id,) = grower.producer_ids
    area = make_area(crop="hồ tiêu", producer_id=producer_id, **more)
    if hectares:
        said = Description(name="Vườn tiêu", crop="hồ tiêu", hectares=Decimal(hectares))
        with transaction():
            areas.edit_area(officer, area.id, said, None, TODAY - timedelta(days=200), "BB 1", NOW)
    return int(area.id)


def harvest(
    grower: Actor,
    area_id: int,
    amount: str,
    day: date = TODAY - timedelta(days=10),
    kind: EventKind = EventKind.HARVEST,
) -> Any:
    (producer_id,) = grower.producer_ids
    unit = amount.partition(" ")[2]
    batch = make_batch(
        kind="harvest",
        producer_id=producer_id,
        quantity=99_999,
        unit="l" if unit == "lít" else "kg",
    )
    area = queries.areas.get_area(area_id)
    return record(
        draft(kind, producer_id, day, outputs=[(batch, amount)], areas=[(batch, area, amount)]),
        grower,
    )


def balance_of(area_id: int) -> queries.SeasonBalance:
    return queries.list_seasons_of_area(area_id, TODAY)[0]


def test_a_season_is_land_times_yield_times_tolerance(officer: Actor, grower: Actor) -> None:
    cap(officer)
    with transaction():
        service.set_tolerance(officer, 10, TODAY, "QĐ 5", NOW)
    area_id = garden(officer, grower)
    harvest(grower, area_id, "1.2 tạ")
    harvest(grower, area_id, "9 yến")
    found = balance_of(area_id)
    assert (found.claims, found.allowed) == (Claims(Decimal(210), 2, 0), Decimal(220))
    assert (found.standing, found.share) == (Standing.WITHIN, 96)
    harvest(grower, area_id, "11 kg")
    assert balance_of(area_id).standing is Standing.ABOVE


def test_without_a_value_nothing_is_said(officer: Actor, grower: Actor) -> None:
    area_id = garden(officer, grower)
    harvest(grower, area_id, "50 tấn")
    assert queries.list_balances(TODAY) == []
    assert queries.list_crops_without_cap(TODAY) == [("hồ tiêu", 1)]
    number = cap(officer)
    assert len(queries.list_balances(TODAY)) == 1
    assert queries.list_crops_without_cap(TODAY) == []
    with transaction():
        service.withdraw_cap(officer, number, "Nhầm đơn vị", NOW)
    assert queries.list_balances(TODAY) == []
    with pytest.raises(errors.AlreadyWithdrawn), transaction():
        service.withdraw_cap(officer, number, "Nhầm", NOW)
    assert cap(officer), "a new value may take its place"


def test_only_the_season_and_only_what_counts(officer: Actor, grower: Actor) -> None:
    cap(officer)
    area_id = garden(officer, grower)
    wrong = harvest(grower, area_id, "5 tấn")
    harvest(grower, area_id, "100 kg", FIRST)
    harvest(grower, area_id, "900 kg", FIRST - timedelta(days=1))
    harvest(grower, area_id, "40 lít")
    with transaction():
        corrections.declare_error(grower, wrong.id, "Ghi nhầm", NOW)
    assert balance_of(area_id).claims == Claims(Decimal(100), 2, 1)
    lines = queries.list_evidence(area_id, balance_of(area_id).cap)
    assert [(line.quantity, line.unit) for line in lines] == [
        (Decimal(100), "kg"),
        (Decimal(40), "l"),
    ]


def test_what_others_say_they_bought_there_counts_too(officer: Actor, grower: Actor) -> None:
    cap(officer)
    area_id = garden(officer, grower)
    buyer = Actor(id=8, name="Anh Tư", producer_ids=frozenset({make_producer("Đại lý").id}))
    harvest(grower, area_id, "1.5 tạ")
    harvest(buyer, area_id, "1 tạ", kind=EventKind.RECEIVE)
    found = balance_of(area_id)
    assert (found.claims.kg, found.standing) == (Decimal(250), Standing.ABOVE)
    lines = queries.list_evidence(area_id, found.cap)
    assert {line.producer for line in lines} == {"HTX minh họa Đồng Tâm", "Đại lý"}


def test_the_size_of_the_season_counts_not_that_of_today(officer: Actor, grower: Actor) -> None:
    cap(officer, last_day=TODAY - timedelta(days=5))
    area_id = garden(officer, grower)
    harvest(grower, area_id, "250 kg")
    said = Description(name="Vườn tiêu", crop="hồ tiêu", hectares=Decimal(9))
    with transaction():
        areas.edit_area(officer, area_id, said, None, TODAY, "BB 2", NOW)
    assert balance_of(area_id).hectares == Decimal("0.1")
    assert balance_of(area_id).standing is Standing.ABOVE


def test_the_crop_of_the_season_counts_not_that_of_today(officer: Actor, grower: Actor) -> None:
    cap(officer, last_day=TODAY - timedelta(days=5))
    area_id = garden(officer, grower)
    harvest(grower, area_id, "250 kg")
    said = Description(name="Vườn tiêu", crop="Sầu riêng", hectares=Decimal("0.1"))
    with transaction():
        areas.edit_area(officer, area_id, said, None, TODAY, "BB 2", NOW)
    assert balance_of(area_id).standing is Standing.ABOVE, "durians of today hide no pepper"


def test_of_unknown_size_nobody_can_say(officer: Actor, grower: Actor) -> None:
    cap(officer)
    area_id = garden(officer, grower, None)
    harvest(grower, area_id, "250 kg")
    found = balance_of(area_id)
    assert (found.standing, found.share, found.allowed) == (Standing.NO_SIZE, None, None)


def test_the_list_ranks_by_how_much(officer: Actor, grower: Actor) -> None:
    cap(officer)
    within, most, more, unsized = (
        garden(officer, grower, size) for size in ("1", "0.1", "0.1", None)
    )
    for area_id, amount in ((within, "9 tạ"), (most, "8 tạ"), (more, "3 tạ"), (unsized, "9 tấn")):
        harvest(grower, area_id, amount)
    ranked = [one.area_id for one in queries.list_balances(TODAY)]
    assert ranked == [most, more, unsized, within]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"unit": "chai"}, errors.NotAWeight),
        ({"amount": Decimal(0)}, errors.NoSuchYield),
        ({"amount": Decimal(-1)}, errors.NoSuchYield),
        ({"amount": Decimal(1001), "unit": "tấn"}, errors.NoSuchYield),
        ({"last_day": FIRST - timedelta(days=1)}, errors.SeasonBackwards),
        ({"last_day": FIRST + timedelta(days=401)}, errors.SeasonBackwards),
        ({"source": ""}, errors.SourceMissing),
        ({"crop": "HỒ  TIÊU"}, errors.SeasonsOverlap),
    ],
)
def test_a_wrong_value_is_refused(
    officer: Actor, db: object, changes: dict[str, Any], refusal: type[DomainError]
) -> None:
    if refusal is errors.SeasonsOverlap:
        cap(officer)
    before = len(queries.list_caps())
    with pytest.raises(refusal):
        cap(officer, **changes)
    assert len(queries.list_caps()) == before


@pytest.mark.parametrize(
    ("percent", "since", "source", "refusal"),
    [
        (-1, TODAY, "QĐ", errors.PercentOutOfRange),
        (101, TODAY, "QĐ", errors.PercentOutOfRange),
        (10, TODAY - timedelta(days=1), "QĐ", errors.InThePast),
        (10, TODAY, "", errors.SourceMissing),
    ],
)
def test_a_wrong_tolerance_is_refused(
    db: object,
    officer: Actor,
    percent: int,
    since: date,
    source: str,
    refusal: type[DomainError],
) -> None:
    with pytest.raises(refusal), transaction():
        service.set_tolerance(officer, percent, since, source, NOW)
    assert queries.list_tolerances() == []


def test_the_producer_answers_and_the_answer_stays(officer: Actor, grower: Actor) -> None:
    number = cap(officer)
    area_id = garden(officer, grower)
    harvest(grower, area_id, "300 kg")
    with transaction():
        service.answer(grower, area_id, number, "Mới trồng thêm 0,1 ha.", NOW)
    with transaction():
        service.accept(officer, area_id, number, "Đã đo lại: 0,2 ha.", NOW)
    assert balance_of(area_id).standing is Standing.ACCEPTED
    with pytest.raises(errors.NothingToAccept), transaction():
        service.accept(officer, area_id, number, "Lần nữa", NOW)
    harvest(grower, area_id, "1 kg")
    found = balance_of(area_id)
    assert (found.standing, found.answers) == (Standing.ABOVE, 1), "more is looked at anew"
    said = [(one.kind, one.claimed) for one in queries.list_remarks(area_id, number)]
    assert said == [("answer", Decimal(300)), ("accepted", Decimal(300))]


def test_nobody_answers_for_another(officer: Actor, grower: Actor) -> None:
    number = cap(officer)
    area_id = garden(officer, grower)
    harvest(grower, area_id, "300 kg")
    other = Actor(id=9, name="Người lạ", producer_ids=frozenset({make_producer("Khác").id}))
    with pytest.raises(NotFound), transaction():
        service.answer(other, area_id, number, "Của tôi", NOW)
    assert queries.list_own_balances(other, TODAY) == []
    assert queries.list_remarks(area_id, number) == []


def test_a_season_waits_for_its_answer_until_it_has_one(officer: Actor, grower: Actor) -> None:
    number = cap(officer)
    area_id = garden(officer, grower)
    harvest(grower, area_id, "300 kg")
    assert queries.count_to_answer(grower, TODAY) == 1
    with transaction():
        service.answer(grower, area_id, number, "Trồng xen.", NOW)
    assert queries.count_to_answer(grower, TODAY) == 0
