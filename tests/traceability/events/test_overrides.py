"""More than a step gives is recorded only when a second person stands behind it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotAllowed, NotFound
from tests.factories.catalog import TODAY
from tests.factories.traceability import draft, record, stop
from tests.traceability.events.mill import DAY, Mill, make_mill
from traceability.events import drafts, errors, overrides, queries, service
from traceability.events.models import Event, EventOverride, YieldRequest
from traceability.events.rules import (
    AreaLine,
    Draft,
    EventKind,
    Evidence,
    Measured,
    Override,
)
from traceability.events.yields import Cap

NOW = clock.noon_of(TODAY)
CAP = Cap("xay", "Xay bột", "kg", "kg", Decimal("0.85"), DAY, None, "Số minh họa", is_demo=True)
REASON = "Thóc năm nay rất khô"

mill = pytest.fixture(make_mill)


def member(mill: Mill, number: int, name: str, *permissions: str) -> Actor:
    return Actor(
        id=number,
        name=name,
        permissions=frozenset(permissions),
        producer_ids=frozenset({mill.producer_id}),
    )


def enter_cap(given: Cap = CAP, actor: Actor = SYSTEM) -> None:
    with transaction():
        overrides.enter_cap(actor, given, NOW)


def ask(mill: Mill, given: Draft, reason: str = REASON) -> Any:
    with transaction():
        return overrides.record_or_ask(member(mill, 4, "Chị Hoa"), given, reason, NOW)


def milling(mill: Mill, kilograms: str) -> Draft:
    flour = mill.lot(kind="intermediate", quantity=Decimal(100))
    return mill.milling(outputs=[(flour, f"{kilograms} kg")], step="xay")


def count_events() -> int:
    return session.scalar(select(func.count()).select_from(Event)) or 0


def test_within_the_cap_nobody_is_asked(mill: Mill) -> None:
    enter_cap()
    assert isinstance(ask(mill, milling(mill, "85")), Event)


def test_beyond_it_the_event_waits_for_another_member(mill: Mill) -> None:
    enter_cap()
    with pytest.raises(errors.YieldTooHigh, match=r"0,86 phần, bước này nhiều nhất 0,85"):
        ask(mill, milling(mill, "86"), reason="")
    request = ask(mill, milling(mill, "86"))
    assert isinstance(request, YieldRequest)
    assert count_events() == 0
    with pytest.raises(errors.SamePerson), transaction():
        overrides.confirm(member(mill, 4, "Chị Hoa", "events.confirm"), request.id, NOW)
    with pytest.raises(NotAllowed), transaction():
        overrides.confirm(member(mill, 5, "Anh Tư"), request.id, NOW)
    with transaction():
        event = overrides.confirm(member(mill, 5, "Anh Tư", "events.confirm"), request.id, NOW)
    assert (event.entered_by, event.actor_id, event.step) == ("Chị Hoa", 4, "xay")
    override = session.scalars(select(EventOverride)).one()
    assert override.event_id == event.id
    assert (override.reason, override.confirmed_by) == (REASON, "Anh Tư")
    assert (override.found, override.most) == (Decimal("0.86"), Decimal("0.85"))
    (told,) = queries.list_happenings([event.flows[1].batch_id])
    assert told.overridden_by == "Anh Tư", "the passport says so"
    with pytest.raises(errors.AlreadyDecided), transaction():
        overrides.refuse(member(mill, 5, "Anh Tư", "events.confirm"), request.id, "", NOW)


def test_an_officer_may_be_the_second_person_and_strangers_not(mill: Mill) -> None:
    enter_cap()
    request = ask(mill, milling(mill, "86"))
    stranger = Actor(id=8, name="Người lạ", permissions=frozenset({"events.confirm"}))
    with pytest.raises(NotAllowed), transaction():
        overrides.confirm(stranger, request.id, NOW)
    officer = Actor(id=7, name="Cán bộ Lan", permissions=frozenset({"events.oversee"}))
    with pytest.raises(NotFound), transaction():
        overrides.confirm(officer, 0, NOW)
    with transaction():
        assert overrides.confirm(officer, request.id, NOW).entered_by == "Chị Hoa"


def test_everything_is_checked_again_when_it_is_confirmed(mill: Mill) -> None:
    enter_cap()
    request = ask(mill, milling(mill, "86"))
    stop(mill.harvest)
    second = member(mill, 5, "Anh Tư", "events.confirm")
    with pytest.raises(errors.InputStopped), transaction():
        overrides.confirm(second, request.id, NOW)
    with transaction():
        overrides.refuse(second, request.id, "Thóc đang bị dừng", NOW)
    kept = session.get_one(YieldRequest, request.id)
    assert (kept.decision, kept.decided_by, kept.note) == (
        "refused",
        "Anh Tư",
        "Thóc đang bị dừng",
    )
    assert count_events() == 0


def test_an_event_recorded_with_an_override_needs_two_people(mill: Mill) -> None:
    enter_cap()
    given = replace(milling(mill, "86"), override=Override(REASON, "Chị Hoa", 4))
    with pytest.raises(errors.SamePerson), transaction():
        service.record_event(member(mill, 4, "Chị Hoa"), given, NOW)
    no_reason = replace(given, override=Override(" ", "Anh Tư", 5))
    with pytest.raises(errors.ReasonMissing), transaction():
        service.record_event(member(mill, 4, "Chị Hoa"), no_reason, NOW)


def test_without_a_cap_nothing_comes_from_nothing(mill: Mill) -> None:
    with pytest.raises(errors.YieldTooHigh):
        record(mill.milling(inputs=[(mill.harvest, "79 kg")]))
    with pytest.raises(errors.StepUnknown):
        record(mill.milling(step="xay"))
    assert count_events() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"name": " "},
        {"source": ""},
        {"most": Decimal(0)},
        {"input_unit": "tạ"},
        {"until": DAY - timedelta(days=1)},
    ],
)
def test_a_cap_needs_its_source_and_its_units(db: object, values: dict[str, Any]) -> None:
    with pytest.raises(errors.CapNotAllowed):
        enter_cap(replace(CAP, **values))


def test_only_those_who_oversee_enter_caps(mill: Mill) -> None:
    with pytest.raises(NotAllowed):
        enter_cap(actor=member(mill, 4, "Chị Hoa"))
    enter_cap(actor=Actor(id=7, name="Cán bộ Lan", permissions=frozenset({"events.oversee"})))


def test_a_draft_survives_being_kept(mill: Mill) -> None:
    given = draft(
        EventKind.TEST,
        mill.producer_id,
        DAY,
        seen=[(mill.packs, "1 gói")],
        evidence=Evidence.LABORATORY,
        confirmed_by="Phòng thử nghiệm",
        confirmed_on=TODAY,
        results=(Measured("Ochratoxin A", "1,2", "Phòng A", sampled_on=DAY),),
    )
    given = replace(given, areas=(AreaLine(1, 2, Decimal("1.5"), "tạ"),))
    assert drafts.from_json(drafts.to_json(given)) == given
