"""`ocop trace` prints the way of a batch."""

import pytest
from flask import Flask
from sqlalchemy import Connection, event

from tests.factories.traceability import make_history, stop
from traceability.batches.queries import get_batch
from traceability.events.queries import list_ancestor_ids
from traceability.events.tracing import Way, trace


def run(app: Flask, *words: str) -> list[str]:
    result = app.test_cli_runner().invoke(args=["trace", *words])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_a_pack_is_traced_to_its_harvest_and_back(app: Flask, db: Connection) -> None:
    packed = make_history()
    harvest = stop(get_batch(min(list_ancestor_ids([packed.id]))))
    code, field = packed.code, harvest.code
    back = run(app, code.lower().replace("-", ""), "--backward")
    assert back[0] == "Backward: what went into it (2 batches)"
    assert [len(line) - len(line.lstrip()) for line in back[1:]] == [0, 2, 4]
    assert "[118 kg]" in back[2]
    assert field in back[3]
    assert "640 kg" in back[3]
    assert "RECALLED" in back[3]
    forward = run(app, field, "--forward")
    assert forward[0] == "Forward: what was made of it (2 batches)"
    assert code in forward[-1]
    assert len(run(app, code)) == len(back) + 2, "both ways; nothing is made of a pack"


def test_an_unknown_code_is_one_clear_line(app: Flask, db: Connection) -> None:
    result = app.test_cli_runner().invoke(args=["trace", "XX2611-00000-0"])
    assert result.exit_code == 1
    assert result.output == "Error: no batch has the code XX2611-00000-0\n"


@pytest.mark.parametrize("way", list(Way))
def test_a_way_is_read_in_two_queries(app: Flask, db: Connection, way: Way) -> None:
    number = make_history().id
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    trace(number, way)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in statements if "RECURSIVE" in one]) == 2
