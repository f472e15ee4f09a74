"""Whoever changes a byte behind the back of the log is found, and told where."""

import json
import random
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, select, text

from catalog.kernel.db import session, transaction
from tests.factories.catalog import make_product, make_recognition
from tests.factories.traceability import make_area, make_history, stop
from tests.traceability.ledger.conftest import NOW
from traceability.ledger import checking
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import Entry, SignedCheckpoint
from traceability.ledger.rules import notes, tree
from traceability.ledger.rules.notes import BadNote
from traceability.ledger.service import appending
from traceability.ledger.subjects import SUBJECTS

Fill = Callable[..., None]
Sign = Callable[[], SignedCheckpoint]
Insider = Callable[..., None]


def quiet(step: str) -> None:
    """Nobody listens."""


def found(keeper: Keeper, since: str | None = None) -> list[str]:
    known = checking.read_since(keeper, since) if since else None
    return checking.verify(keeper, known, quiet).wrong


@pytest.fixture
def history(db: Connection, sign: Sign) -> None:
    """One of everything that is logged, and a checkpoint."""
    product = make_product()
    make_recognition(product, entered_by="Chị Hoa")
    stop(make_history(product))
    with transaction():
        appending.enter_missing(NOW)
    sign()


def test_an_honest_log_has_nothing_wrong(history: None, keeper: Keeper) -> None:
    findings = checking.verify(keeper, None, quiet)
    assert findings.wrong == []
    assert findings.rows == sum(
        session.execute(text(f"SELECT count(*) FROM {one.table.name}")).scalar_one()  # noqa: S608
        for one in SUBJECTS.values()
    )
    assert findings.root == tree.root(list(session.scalars(select(Entry.leaf).order_by(Entry.seq))))


def test_a_changed_byte_in_any_of_10_000_lines_is_found(
    fill: Fill, sign: Sign, keeper: Keeper, insider: Insider, db: Connection
) -> None:
    """Every line at once, each with one byte changed in a place of its own."""
    fill(10_000)
    sign()
    chance = random.Random(3)
    changed = []
    for seq, record in session.execute(select(Entry.seq, Entry.record)):
        place = chance.randrange(len(record))
        other = chr(32 + (ord(record[place]) - 32 + chance.randrange(1, 90)) % 95)
        changed.append({"seq": seq, "record": record[:place] + other + record[place + 1 :]})
    insider("SELECT 1")
    with transaction():
        db.execute(
            text("UPDATE trace_ledger_entries SET record = :record WHERE seq = :seq"), changed
        )
    wrong = found(keeper)
    assert {f"line {seq}: changed" for seq in range(10_000)} <= set(wrong)


@pytest.mark.parametrize("number", range(25))
def test_one_changed_byte_alone_is_found_even_with_its_hash_made_anew(
    fill: Fill, sign: Sign, keeper: Keeper, insider: Insider, number: int
) -> None:
    fill(300)
    sign()
    chance = random.Random(number)
    seq = chance.randrange(300)
    record = session.scalars(select(Entry.record).where(Entry.seq == seq)).one()
    forged = record.replace("line", f"lin{chance.choice('abcdf')}")
    insider(
        "UPDATE trace_ledger_entries SET record = :record, leaf = :leaf WHERE seq = :seq",
        record=forged,
        leaf=tree.leaf_hash(forged.encode()),
        seq=seq,
    )
    wrong = found(keeper)
    assert "checkpoint 300: the first 300 lines are not those signed" in wrong
    assert len(wrong) == (3 if seq < 256 else 2)  # and the node over a full tile


CHANGES = {
    "a quantity": "UPDATE trace_event_flows SET quantity = quantity + 1",
    "a unit": "UPDATE trace_event_flows SET unit = 'l'",
    "a direction": "UPDATE trace_event_flows SET direction = 'seen' WHERE direction = 'in'",
    "a lost flow": "DELETE FROM trace_event_flows WHERE direction = 'in'",
    "a share": "UPDATE trace_event_areas SET quantity = 1",
    "a date": "UPDATE trace_events SET ended_on = '2026-11-21'",
    "a later record": "UPDATE trace_events SET recorded_at = '2026-11-21 00:00:00'",
    "a grade": "UPDATE trace_events SET evidence = 'laboratory'",
    "a witness": "UPDATE trace_events SET confirmed_by = 'Người khác'",
    "a name": "UPDATE trace_events SET entered_by = 'Người khác'",
    "a note": "UPDATE trace_events SET note = 'thêm sau'",
    "a person": "UPDATE trace_events SET actor_id = 99",
    "a result": "UPDATE trace_test_results SET value = '0,2'",
    "a limit": "UPDATE trace_test_results SET is_within_limit = NOT is_within_limit",
    "a code": "UPDATE trace_batches SET code = 'XX2611-00000-0' WHERE kind = 'packed'",
    "a best-before date": "UPDATE trace_batches SET best_before = '2030-01-01'",
    "a recall taken back": "UPDATE trace_batches SET recall_state = 'normal'",
    "a reason": "UPDATE trace_recall_notices SET reason = 'không sao'",
    "a lost notice": "DELETE FROM trace_recall_notices",
    "hectares": "UPDATE trace_areas SET hectares = 99",
    "a lost suspension": "DELETE FROM trace_area_statuses",
    "stars": "UPDATE catalog_recognitions SET stars = 5",
    "a longer recognition": "UPDATE catalog_recognitions SET valid_to = '2040-01-01'",
    "a kept value": "UPDATE trace_ledger_openings SET value = '\"x\"' WHERE name = 'entered_by'",
    "a lost opening": "DELETE FROM trace_ledger_openings WHERE name = 'reason'",
    "a lost last line": "DELETE FROM trace_ledger_entries WHERE seq = 3",
    "swapped subjects": "UPDATE trace_ledger_entries SET subject_id = subject_id + 1",
    "a forged checkpoint": "UPDATE trace_ledger_checkpoints SET note = replace(note, '— ', '— x')",
    "another size": "UPDATE trace_ledger_checkpoints SET size = size - 1",
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_an_insider_changes_in_the_tables_is_found(
    history: None, keeper: Keeper, insider: Insider, name: str
) -> None:
    insider(CHANGES[name])
    assert found(keeper), name


def test_a_finding_names_the_row_and_the_field(
    history: None, keeper: Keeper, insider: Insider
) -> None:
    insider("UPDATE trace_recall_notices SET since = '2026-11-01'")
    [line] = found(keeper)
    assert line.startswith("recall ")
    assert "“since” is not what line" in line


def test_a_row_written_past_the_services_is_found(history: None, keeper: Keeper) -> None:
    area = make_area()
    assert f"area {area.id}: never entered" in found(keeper)


def test_a_history_written_anew_with_the_key_is_found_by_who_remembers(
    fill: Fill, sign: Sign, keeper: Keeper, insider: Insider
) -> None:
    """The insider has database, key and file. An old checkpoint, or a label, still shows him."""
    fill(40)
    remembered = sign()
    label = f"{remembered.size}-{notes.label_of(remembered.root)}"
    note = remembered.note
    for table in ("entries", "checkpoints", "nodes"):
        insider(f"DELETE FROM trace_ledger_{table}")  # noqa: S608
    keeper.file.unlink()
    fill(41, "another history")
    sign()
    assert found(keeper) == []
    for since in (note, label):
        wrong = found(keeper, since)
        assert wrong == ["the checkpoint given: the first 40 lines are not those signed"]


def test_a_log_shorter_than_the_checkpoint_given_is_found(
    fill: Fill, sign: Sign, keeper: Keeper, insider: Insider
) -> None:
    fill(7)
    note = sign().note
    insider("DELETE FROM trace_ledger_checkpoints")
    insider("DELETE FROM trace_ledger_entries WHERE seq > 4")
    keeper.file.unlink()
    assert found(keeper, note) == ["the checkpoint given: the log has only 5 lines of 7"]


@pytest.mark.parametrize("given", ["", "12", "12-ABCD", "ocop.example/ledger\n1\nAAAA\n\n— x y\n"])
def test_what_is_no_checkpoint_is_refused(keeper: Keeper, given: str) -> None:
    with pytest.raises(BadNote):
        checking.read_since(keeper, given)


def test_a_checkpoint_of_another_key_is_refused(fill: Fill, sign: Sign, keeper: Keeper) -> None:
    fill(1)
    other = Keeper(bytes(32), keeper.origin, keeper.folder)
    with pytest.raises(BadNote):
        checking.read_since(other, sign().note)


def test_no_logged_table_holds_floats_and_every_named_column_exists() -> None:
    """What is named in subjects.py is there, and every value has a place in a record."""
    for subject in SUBJECTS.values():
        columns = {column.name for column in subject.table.c} | {"batch", "area"}
        parts = {part.name for part in subject.parts}
        assert subject.clear <= columns
        assert subject.shown <= columns | parts
        assert not subject.clear & subject.shown
        for table in (subject.table, *(part.table for part in subject.parts)):
            assert not [column for column in table.c if column.type.python_type is float]


def test_amounts_and_dates_are_read_the_same_on_both_databases(history: None) -> None:
    quantities = {
        line["quantity"]
        for record in session.scalars(select(Entry.record).where(Entry.kind == "event"))
        for line in json.loads(record)["is"]["flows"]
    }
    assert quantities == {"640", "118", "236", "1"}
