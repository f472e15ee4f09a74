"""What is forgotten is gone from every table; the log, its proofs and checkpoints stay whole."""

import json
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, select

from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import Base, session, transaction
from catalog.kernel.errors import NotFound
from tests.factories.traceability import make_history, stop
from tests.traceability.ledger.conftest import NOW
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.events.models import Event
from traceability.ledger import checking, proving
from traceability.ledger.errors import CannotForget
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import Entry, SignedCheckpoint
from traceability.ledger.rules import proofs
from traceability.ledger.service import appending, redacting
from traceability.ledger.service.redacting import Ground

SECRET = "Xưởng minh họa"
Sign = Callable[[], SignedCheckpoint]


@pytest.fixture
def batch(sign: Sign, db: Connection) -> Batch:
    batch = stop(make_history())
    with transaction():
        appending.enter_missing(NOW)
    sign()
    return batch


def roasting() -> int:
    return session.scalars(select(Event.id).where(Event.title == "Phơi và rang")).one()


def forget(*names: str, kind: str = "event", number: int | None = None) -> None:
    with transaction():
        redacting.redact(SYSTEM, kind, number or roasting(), names, Ground.REQUEST, NOW)


def everything() -> Iterator[str]:
    """Every value of every table as text."""
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            yield from map(str, row)


def wrong(keeper: Keeper) -> list[str]:
    return checking.verify(keeper, None, lambda step: None).wrong


def test_the_value_is_gone_from_every_table(batch: Batch) -> None:
    assert any(SECRET in text for text in everything())
    forget("place")
    assert not [text for text in everything() if SECRET in text]


def test_the_log_stays_whole_and_goes_on(batch: Batch, keeper: Keeper, sign: Sign) -> None:
    leaves = session.scalars(select(Entry.leaf).order_by(Entry.seq)).all()
    forget("place", "entered_by")
    assert wrong(keeper) == []
    assert session.scalars(select(Entry.leaf).order_by(Entry.seq)).all()[:-1] == leaves
    sign()
    assert wrong(keeper) == []


def test_a_proof_of_the_line_still_holds_and_no_longer_opens_it(
    batch: Batch, keeper: Keeper, sign: Sign
) -> None:
    forget("place")
    sign()
    number = session.scalars(select(Event.id).where(Event.title == "Phơi và rang")).one()
    found = [
        proofs.check(proof, [keeper.verifier(keeper.origin)])
        for proof in proving.proofs_of_batch(batch)
    ]
    [line] = [one for one in found if (one.record["t"], one.record["id"]) == ("event", number)]
    assert "place" not in line.opened
    assert line.opened["title"] == "Phơi và rang"
    [said] = [one.record["is"] for one in found if one.record["t"] == "redaction"]
    assert (said["subject"], said["names"], said["ground"]) == ("event", ["place"], "request")


def test_the_page_says_that_something_was_removed(
    batch: Batch, visitor: Visitor, sign: Sign
) -> None:
    forget("place")
    sign()
    page = visitor.get(f"/truy-xuat/{batch.code}/bang-chung")
    assert "Đã xóa theo yêu cầu của người liên quan" in page
    assert SECRET not in page


def test_what_must_be_there_says_that_it_was_removed(batch: Batch) -> None:
    number = roasting()
    forget("entered_by", number=number)
    assert session.scalars(select(Event.entered_by).where(Event.id == number)).one() == "(đã xóa)"


def test_a_row_that_changes_again_gets_a_line_that_fits(
    batch: Batch, keeper: Keeper, sign: Sign
) -> None:
    forget("unit_name", kind="batch", number=batch.id)
    with transaction():
        appending.append("batch", {batch.id}, NOW)
    newest = session.scalars(select(Entry.record).order_by(Entry.seq.desc()).limit(1)).one()
    assert json.loads(newest)["hidden"]["unit_name"] is None
    assert wrong(keeper) == []


@pytest.mark.parametrize("name", ["ended_on", "results", "flows", "nothing"])
def test_public_facts_and_parts_cannot_be_forgotten(batch: Batch, name: str) -> None:
    with pytest.raises(CannotForget):
        forget(name)
    assert any(SECRET in text for text in everything())


def test_what_was_never_entered_is_not_found(batch: Batch) -> None:
    with pytest.raises(NotFound):
        forget("note", number=999_999)


def test_taking_a_value_away_without_a_line_is_found(
    batch: Batch, keeper: Keeper, insider: Callable[..., None]
) -> None:
    """The negative control: only the line makes it lawful."""
    insider("DELETE FROM trace_ledger_openings WHERE name = 'place'")
    insider("UPDATE trace_events SET place = NULL")
    assert wrong(keeper)
