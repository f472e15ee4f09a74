"""A batch is stopped with a reason, and so is everything made of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotAllowed
from tests.factories.catalog import TODAY
from tests.factories.traceability import make_batch, make_history, stop
from traceability.batches.queries import get_batch
from traceability.batches.rules import RecallState
from traceability.events.queries import list_ancestor_ids, states_of
from traceability.recalls import errors, queries, service
from traceability.recalls.service import NewNotice
from traceability.recalls.signals import recall_changed

NOW = clock.noon_of(TODAY)
ALL = frozenset({"recalls.hold", "recalls.set", "recalls.end"})
OPERATOR = Actor(id=3, name="Anh Bình", permissions=ALL)
ANOTHER = Actor(id=4, name="Chị Lan", permissions=ALL)
NOTICE = NewNotice(
    RecallState.RECALLED,
    TODAY,
    "Nghi có mảnh thủy tinh",
    what_to_do="Không dùng, trả lại nơi bán.",
    contact="0900 000 000",
)


def set_state(batch_id: int, given: NewNotice = NOTICE, actor: Actor = OPERATOR) -> None:
    with transaction():
        service.set_state(actor, batch_id, given, NOW)


def test_a_recall_keeps_its_reason(db: object) -> None:
    batch = make_batch()
    set_state(batch.id)
    assert get_batch(batch.id).recall_state == "recalled"
    (notice,) = queries.list_notices([batch.id])
    assert (notice.reason, notice.entered_by) == ("Nghi có mảnh thủy tinh", "Anh Bình")
    (listed,) = queries.list_recalled()
    assert (listed.code, listed.notice, listed.is_made_of_it) == (batch.code, notice, False)


def test_what_is_made_of_recalled_goods_is_stopped_and_told(db: object) -> None:
    batch, other = make_history(), make_batch()
    harvest = min(list_ancestor_ids([batch.id]))
    heard: list[Any] = []

    def hear(_sender: object, batch_ids: frozenset[int], state: RecallState) -> None:
        heard.append((batch_ids, state))

    with recall_changed.connected_to(hear):
        set_state(harvest)
    assert heard == [(frozenset(list_ancestor_ids([batch.id])), RecallState.RECALLED)]
    assert get_batch(batch.id).recall_state == "recalled"
    assert queries.list_notices([batch.id]) == [], "the notice stands with the input alone"
    assert {one.code: one.is_made_of_it for one in queries.list_recalled()}[batch.code]
    assert states_of([batch.id, other.id]) == {
        batch.id: RecallState.RECALLED,
        other.id: RecallState.NORMAL,
    }
    assert queries.list_stopped([batch.id, other.id]) == {batch.id}


def test_a_recall_can_be_closed_and_opened_again_but_not_undone(db: object) -> None:
    batch = make_batch()
    set_state(batch.id)
    with pytest.raises(errors.MayNotFollow):
        set_state(batch.id, replace(NOTICE, state=RecallState.NORMAL))
    end = replace(NOTICE, state=RecallState.CLOSED, what_to_do=None, contact=None)
    set_state(batch.id, end, ANOTHER)
    assert queries.list_stopped([batch.id]) == {batch.id}
    set_state(batch.id)
    assert get_batch(batch.id).recall_state == "recalled"


def test_goods_stay_stopped_while_any_input_is(db: object) -> None:
    batch = make_history()
    harvest = min(list_ancestor_ids([batch.id]))
    stop(batch, RecallState.QUARANTINED)
    set_state(harvest, replace(NOTICE, state=RecallState.QUARANTINED))
    fine = NewNotice(RecallState.NORMAL, TODAY, "Kết quả kiểm nghiệm đạt")
    set_state(harvest, fine, ANOTHER)
    assert get_batch(batch.id).recall_state == "quarantined", "its own notice still stands"
    set_state(batch.id, fine)
    assert get_batch(batch.id).recall_state == "normal"


def test_a_quarantine_can_be_lifted(db: object) -> None:
    batch = stop(make_batch(), RecallState.QUARANTINED)
    set_state(batch.id, NewNotice(RecallState.NORMAL, TODAY, "Kết quả kiểm nghiệm đạt"))
    assert queries.list_stopped([batch.id]) == set()
    assert queries.list_recalled() == []


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"since": TODAY + timedelta(days=1)}, errors.InTheFuture),
        ({"reason": " "}, errors.ReasonMissing),
        ({"what_to_do": None}, errors.AdviceMissing),
        ({"contact": ""}, errors.AdviceMissing),
    ],
)
def test_refuses_a_notice_that_helps_nobody(
    db: object, values: dict[str, Any], refusal: type[DomainError]
) -> None:
    batch = make_batch()
    with pytest.raises(refusal):
        set_state(batch.id, replace(NOTICE, **values))
    assert queries.list_notices([batch.id]) == []


def test_only_operators_and_the_platform_stop_batches(db: object) -> None:
    batch = make_batch()
    with pytest.raises(NotAllowed):
        set_state(batch.id, actor=Actor(id=1, name="Người bán"))
    set_state(batch.id, actor=SYSTEM)


@pytest.mark.parametrize("end", [RecallState.NORMAL, RecallState.CLOSED])
def test_who_stopped_a_batch_does_not_let_it_go(db: object, end: RecallState) -> None:
    batch = make_batch()
    start = RecallState.QUARANTINED if end is RecallState.NORMAL else RecallState.RECALLED
    set_state(batch.id, replace(NOTICE, state=start))
    with pytest.raises(errors.SamePerson, match=batch.code):
        set_state(batch.id, replace(NOTICE, state=end))
    assert get_batch(batch.id).recall_state == start
    set_state(batch.id, replace(NOTICE, state=end), ANOTHER)
    assert get_batch(batch.id).recall_state == end


def test_each_state_asks_for_its_own_permission(db: object) -> None:
    batch = make_batch()
    holder = Actor(id=5, name="Cán bộ Sơn", permissions=frozenset({"recalls.hold"}))
    with pytest.raises(NotAllowed):
        set_state(batch.id, actor=holder)
    set_state(batch.id, replace(NOTICE, state=RecallState.QUARANTINED), holder)
    assert get_batch(batch.id).recall_state == "quarantined"


def test_several_batches_are_stopped_together_or_not_at_all(db: object) -> None:
    first, second, closed = make_batch(), make_history(), stop(make_batch())
    with pytest.raises(errors.MayNotFollow), transaction():
        service.set_states(OPERATOR, [first.id, closed.id], NOTICE, NOW)
    assert get_batch(first.id).recall_state == "normal"
    roots = [first.id, min(list_ancestor_ids([second.id]))]
    with transaction():
        service.set_states(OPERATOR, roots, NOTICE, NOW)
    assert {get_batch(one).recall_state for one in (first.id, second.id)} == {"recalled"}
    with pytest.raises(errors.NothingChosen):
        service.set_states(OPERATOR, [], NOTICE, NOW)
