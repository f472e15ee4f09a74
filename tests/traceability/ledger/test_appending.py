"""Every write of the trace is a line of the log, in the same transaction, without a gap."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import DBAPIError

from catalog.certification.signals import recognition_changed
from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import at_the_end, session, transaction
from catalog.kernel.files import Picture
from tests.factories.catalog import TODAY, make_product, make_recognition
from tests.factories.traceability import draft, make_area, make_batch, make_history, record, stop
from traceability.areas import service as areas
from traceability.areas.rules import AreaState, Scheme
from traceability.batches import service as batches
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind, Unit
from traceability.entry import service as entry
from traceability.events import corrections
from traceability.events.rules import EventKind
from traceability.ledger import queries
from traceability.ledger.models import Entry, Opening
from traceability.ledger.rules import records, tree
from traceability.ledger.service import appending

NOW = clock.noon_of(TODAY)


def entries() -> list[tuple[str, dict[str, Any]]]:
    rows = session.execute(select(Entry.seq, Entry.kind, Entry.record).order_by(Entry.seq)).all()
    assert [row.seq for row in rows] == list(range(len(rows))), "no gap"
    return [(row.kind, json.loads(row.record)) for row in rows]


def harvest(**values: Any) -> Any:
    batch = make_batch(kind="harvest")
    given = draft(
        EventKind.HARVEST,
        batch.producer_id,
        TODAY - timedelta(days=30),
        outputs=[(batch, "100 kg")],
        **values,
    )
    return record(given)


def test_an_event_is_entered_with_its_quantities(db: Connection) -> None:
    event = harvest(note="Gọi chị Hoa")
    [(kind, line)] = [one for one in entries() if one[0] == "event"]
    assert (kind, line["t"], line["id"], line["why"]) == ("event", "event", event.id, "new")
    code = session.scalars(select(Batch.code)).one()
    assert line["is"]["kind"] == "harvest"
    assert line["is"]["flows"] == [
        {"batch": code, "direction": "out", "quantity": "100", "unit": "kg"}
    ]
    assert line["hidden"]["title"] is None


def test_names_and_free_text_stand_in_it_only_as_commitments(db: Connection) -> None:
    event = harvest(note="Gọi chị Hoa", place="Vườn ông Ba")
    row = session.scalars(select(Entry).where(Entry.kind == "event")).one()
    for word in ("Hoa", "ông Ba", event.entered_by):
        assert word not in row.record
    opened = queries.openings_of([row.seq])[row.seq]
    assert opened["note"].value == "Gọi chị Hoa"
    hidden = json.loads(row.record)["hidden"]
    assert hidden["note"] == records.commitment("note", opened["note"])


def test_a_leaf_is_the_hash_of_the_very_text(db: Connection) -> None:
    harvest()
    for row in session.scalars(select(Entry)):
        assert row.leaf == tree.leaf_hash(row.record.encode())
        assert records.canonical(json.loads(row.record)).decode() == row.record


def test_what_is_given_up_leaves_no_line(db: Connection) -> None:
    before = queries.size()
    with pytest.raises(ZeroDivisionError), transaction():
        batches.open_batch(SYSTEM, new_batch(), NOW)
        raise ZeroDivisionError
    assert queries.size() == before
    with transaction():
        batches.open_batch(SYSTEM, new_batch(), NOW)
    assert queries.size() == before + 1


def new_batch() -> batches.NewBatch:
    producer = make_product().producer_id or 0
    return batches.NewBatch(BatchKind.HARVEST, producer, Decimal(5), Unit.KILOGRAM, material="lúa")


def test_several_changes_of_one_transaction_are_one_line(db: Connection) -> None:
    product = make_product()
    given = batches.NewBatch(
        BatchKind.PACKED, product.producer_id or 0, Decimal(5), Unit.PIECE, product.id
    )
    with transaction():
        batch = batches.open_batch(SYSTEM, given, NOW)
        batches.release(SYSTEM, batch.id, NOW)
    [(_, line)] = entries()
    assert line["is"]["released_at"] == "2026-11-22T05:00:00Z"


def test_a_change_is_a_new_line_and_no_change_is_none(db: Connection) -> None:
    batch = make_batch(released_at=None)
    with transaction():
        appending.append("batch", {batch.id}, NOW)
    with transaction():
        batches.release(SYSTEM, batch.id, NOW)
    with transaction():
        batches.release(SYSTEM, batch.id, NOW)
        appending.append("batch", {batch.id}, NOW)
    assert [line["why"] for _, line in entries()] == ["new", "change"]
    first, second = (line["hidden"]["unit_name"] for _, line in entries())
    assert first == second, "an unchanged value keeps its salt"


def test_a_recall_is_entered_for_all_it_reaches(db: Connection) -> None:
    batch = make_history()
    stop(batch)
    lines = [one for one in entries() if one[1]["at"].startswith(f"{clock.now():%Y-%m}")]
    recalls = [line for kind, line in lines if kind == "recall"]
    assert recalls[0]["is"]["state"] == "recalled"
    assert recalls[0]["hidden"]["reason"]
    states = [line["is"]["recall_state"] for kind, line in lines if kind == "batch"]
    assert states[-1] == "recalled"


def test_an_area_and_each_of_its_decisions_are_entered(db: Connection) -> None:
    given = areas.NewArea(scheme=Scheme.DOMESTIC, code="CT-01", name="Vườn ông Ba", crop="lúa")
    since = TODAY - timedelta(days=100)
    with transaction():
        area = areas.register_area(SYSTEM, given, areas.NewStatus(AreaState.GRANTED, since), NOW)
    later = areas.NewStatus(AreaState.SUSPENDED, TODAY, source="QĐ 5")
    with transaction():
        areas.append_status(SYSTEM, area.id, later, NOW)
    assert [kind for kind, _ in entries()] == ["area", "area_entry", "area_status", "area_status"]
    assert entries()[3][1]["is"]["area"] == area.slug
    assert "ông Ba" not in json.dumps([line for _, line in entries()], ensure_ascii=False)


def test_recognitions_follow_the_news_of_their_product(db: Connection) -> None:
    product = make_product()
    recognition = make_recognition(product)
    for revoked in (None, TODAY):
        with transaction():
            recognition.revoked_on = revoked
            recognition_changed.send(None, product_id=product.id)
    [(_, first), (_, second)] = entries()
    assert (first["is"]["revoked_on"], second["is"]["revoked_on"]) == (None, "2026-11-22")


def test_what_was_there_before_the_log_is_entered_once_as_late(db: Connection) -> None:
    make_area()
    make_batch()
    with transaction():
        assert appending.enter_missing(NOW) == 4
    with transaction():
        assert appending.enter_missing(NOW) == 0
    assert {line["why"] for _, line in entries()} == {"late"}


@pytest.mark.parametrize(
    "change", [update(Entry).values(record="x"), update(Opening).values(value="x")]
)
def test_the_database_refuses_to_change_the_log(db: Connection, change: Any) -> None:
    harvest(note="ghi")
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session.execute(change)


def test_the_database_refuses_to_shorten_the_log(db: Connection) -> None:
    harvest()
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session.execute(delete(Entry))


def test_openings_can_be_forgotten(db: Connection) -> None:
    harvest(note="ghi")
    with transaction():
        session.execute(delete(Opening))


def test_work_at_the_end_is_done_once_and_in_its_order(db: Connection) -> None:
    done: list[tuple[str, set[int]]] = []

    def lock(given: set[int]) -> None:
        done.append(("lock", given))

    def mark(given: set[int]) -> None:
        done.append(("mark", given))

    with transaction():
        at_the_end(lock, order=9)
        at_the_end(mark, {1, 2})
        at_the_end(mark, {2, 3})
        assert done == []
    assert done == [("mark", {1, 2, 3}), ("lock", set())]
    with pytest.raises(RuntimeError):
        at_the_end(mark)


def test_a_row_that_was_never_saved_is_left_out(db: Connection) -> None:
    with transaction():
        appending.append("event", {999_999}, NOW)
    assert entries() == []


def test_the_update_of_a_batch_by_sql_is_no_line(db: Connection) -> None:
    """The negative control of all the above: only news make lines."""
    batch = make_batch()
    with transaction():
        session.execute(update(Batch).where(Batch.id == batch.id).values(material="khác"))
    assert entries() == []


def test_what_was_wrong_is_entered_with_its_reason(db: Connection) -> None:
    event = harvest()
    with transaction():
        corrections.declare_error(SYSTEM, event.id, "Ghi nhầm ngày", NOW)
    [line] = [line for kind, line in entries() if kind == "event_error"]
    assert (line["is"]["event_id"], line["is"]["kind"]) == (event.id, "did_not_occur")


def test_a_photo_beside_an_event_is_entered(db: Connection) -> None:
    event = harvest()
    picture = Picture(digest="ab" * 16, width=800, height=600, colour="#336633")
    with transaction():
        kept = entry.add_picture(SYSTEM, event.id, picture, NOW)
    kind, line = entries()[-1]
    assert (kind, line["id"], line["is"]["event_id"]) == ("event_picture", kept.id, event.id)
    assert "ab" * 16 not in json.dumps(line)
