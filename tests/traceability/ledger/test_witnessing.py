"""A witness cosigns what continues what it signed before, and nothing else (C2SP tlog-witness)."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from catalog.kernel.db import session, transaction
from tests.factories.traceability import make_history
from tests.traceability.ledger.conftest import NOW
from tests.visitor import Visitor
from traceability.ledger import asking, queries
from traceability.ledger.errors import NotOurCheckpoint, WitnessUnknown
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import SignedCheckpoint, WatchedLog, Witness
from traceability.ledger.rules import notes, tree
from traceability.ledger.rules.notes import Checkpoint, Signer
from traceability.ledger.service import appending, witnessing
from traceability.ledger.service.witnessing import Answer

LOG = Signer("tinh.example/ledger", bytes(range(1, 33)))
LEAVES = [tree.leaf_hash(bytes([number])) for number in range(40)]
URL = "https://witness.example/w"


def point(size: int, leaves: list[bytes] = LEAVES, signer: Signer = LOG) -> str:
    text = Checkpoint(signer.name, size, tree.root(leaves[:size])).text
    return f"{text}\n{signer.line(text)}"


def body(old: int, size: int, leaves: list[bytes] = LEAVES, signer: Signer = LOG) -> str:
    path = tree.consistency(old, size, tree.in_memory(leaves[:size])) if old else []
    lines = "".join(f"{b64encode(step).decode()}\n" for step in path)
    return f"old {old}\n{lines}\n{point(size, leaves, signer)}"


@pytest.fixture
def send(visitor: Visitor, keeper: Keeper) -> Callable[[str], Answer]:
    """What our witness answers over HTTP; it watches LOG."""
    with transaction():
        witnessing.watch(LOG.verifier.vkey)

    def post(text: str) -> Answer:
        answer = visitor.http.post("/ledger/witness/add-checkpoint", data=text.encode())
        if answer.status_code == 409:
            assert answer.content_type == "text/x.tlog.size"
        return Answer(answer.status_code, answer.text)

    return post


def test_it_cosigns_the_first_and_what_continues_it(
    send: Callable[[str], Answer], visitor: Visitor
) -> None:
    key = notes.read_vkey(visitor.raw("/ledger/witness/key").text)
    for old, size in ((0, 5), (5, 5), (5, 13), (13, 40)):
        answer = send(body(old, size))
        assert answer.status == 200
        note = notes.read_note(point(size) + answer.text)
        assert note.signed_by([LOG.verifier, key]) == [LOG.verifier, key]


FORGED = [*LEAVES[:3], tree.leaf_hash(b"x"), *LEAVES[4:]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", 413),
        ("\n\n", 400),
        ("old x\n\n" + point(7), 400),
        ("old 05\n\n" + point(7), 400),
        ("old 5\n???\n\n" + point(7), 400),
        ("old 5\n" + "AAAA\n" * 64 + "\n" + point(7), 400),
        (f"old 9\n\n{point(7)}", 400),
        (f"old 5\n\n{point(7)[:-20]}", 400),
        (body(0, 7, signer=Signer("other.example/ledger", LOG.seed)), 404),
        (body(5, 7, signer=Signer(LOG.name, bytes(32))), 403),
        (body(0, 7), 409),
        (body(4, 7), 409),
        (f"old 5\n\n{point(5, FORGED)}", 409),
        (f"old 5\n\n{point(7)}", 422),
        (body(5, 7, FORGED), 422),
        ("x" * 70_000, 413),
    ],
)
def test_anything_else_is_refused_with_the_status_of_the_specification(
    send: Callable[[str], Answer], text: str, status: int
) -> None:
    assert send(body(0, 5)).status == 200
    answer = send(text)
    assert answer.status == status
    if status == 409:
        assert answer.text == "5\n"
    log = session.get(WatchedLog, LOG.name)
    assert log and log.size == 5, "nothing was stored"


def test_a_proof_from_nothing_is_refused(send: Callable[[str], Answer]) -> None:
    assert send(f"old 0\n{b64encode(bytes(32)).decode()}\n\n{point(5)}").status == 422


@pytest.mark.parametrize("vkey", ["", "x", witnessing.notes.cosigner(LOG).verifier.vkey])
def test_only_the_key_of_a_log_is_watched(db: Connection, vkey: str) -> None:
    with pytest.raises(NotOurCheckpoint), transaction():
        witnessing.watch(vkey)


def test_a_log_cannot_come_back_with_another_key(db: Connection) -> None:
    with pytest.raises(NotOurCheckpoint), transaction():
        witnessing.watch(LOG.verifier.vkey)
        witnessing.watch(Signer(LOG.name, bytes(32)).verifier.vkey)


@pytest.mark.parametrize(
    ("vkey", "url"),
    [
        ("", URL),
        (LOG.verifier.vkey, URL),
        (notes.cosigner(LOG).verifier.vkey, "file:///etc/passwd"),
        (notes.cosigner(LOG).verifier.vkey, "witness"),
    ],
)
def test_only_a_witness_is_asked(db: Connection, vkey: str, url: str) -> None:
    with pytest.raises(WitnessUnknown), transaction():
        witnessing.trust(vkey, url, NOW)


@pytest.fixture
def mutual(
    send: Callable[[str], Answer],
    fill: Callable[..., None],
    sign: Callable[[], SignedCheckpoint],
    keeper: Keeper,
) -> Callable[[], dict[str, str | None]]:
    """Our log, cosigned by our own witness over HTTP: both ends of the protocol are real."""
    fill(3)
    sign()
    with transaction():
        witnessing.watch(keeper.verifier(keeper.origin).vkey)
        witnessing.trust(witnessing.cosigner(keeper).verifier.vkey, URL, NOW)
    return lambda: asking.ask_witnesses(lambda url, text: send(text))


def test_a_cosignature_is_published_and_shown(
    mutual: Callable[[], dict[str, str | None]], visitor: Visitor, keeper: Keeper,
    fill: Callable[..., None], sign: Callable[[], SignedCheckpoint],
) -> None:  # fmt: skip
    assert mutual() == {"ocop.example/ledger/witness": None}
    assert mutual() == {}, "nothing new, nobody is asked"
    fill(300)
    code = make_history().code
    with transaction():
        appending.enter_missing(NOW)
    sign()
    assert mutual() == {"ocop.example/ledger/witness": None}
    note = notes.read_note(visitor.raw("/ledger/checkpoint").text)
    key = witnessing.cosigner(keeper).verifier
    assert note.signed_by([key]) == [key]
    page = visitor.get(f"/truy-xuat/{code}/bang-chung")
    assert "Các bên cùng ký điểm chốt này: ocop.example/ledger/witness." in page


def test_a_witness_that_knows_more_than_we_thought_is_asked_again(
    mutual: Callable[[], dict[str, str | None]],
    fill: Callable[..., None],
    sign: Callable[[], SignedCheckpoint],
) -> None:
    mutual()
    with transaction():
        for witness in session.query(Witness):
            witness.size = 0  # as after a restore of our own tables
    fill(2)
    sign()
    assert mutual() == {"ocop.example/ledger/witness": None}


@pytest.mark.parametrize(
    "answer",
    [Answer(0, "no route"), Answer(403), Answer(500), Answer(409, "x"), Answer(200, ""),
     Answer(200, "— ocop.example/ledger/witness AAAA\n"), Answer(200, LOG.line("x"))],
)  # fmt: skip
def test_a_refusal_or_rubbish_is_kept_as_what_it_said(
    mutual: Callable[[], dict[str, str | None]], answer: Answer
) -> None:
    assert asking.ask_witnesses(lambda url, text: answer)["ocop.example/ledger/witness"]
    assert queries.published_note(queries.get_checkpoint(3)).count("— ") == 1


def test_a_witness_refuses_a_log_that_was_rewritten(
    mutual: Callable[[], dict[str, str | None]],
    insider: Callable[..., None],
    fill: Callable[..., None],
    sign: Callable[[], SignedCheckpoint],
    keeper: Keeper,
) -> None:
    """The operator has database, key and file; the witness still says no."""
    mutual()
    for table in ("entries", "checkpoints", "nodes"):
        insider(f"DELETE FROM trace_ledger_{table}")  # noqa: S608
    keeper.file.unlink()
    fill(9, "another history")
    sign()
    assert mutual() == {"ocop.example/ledger/witness": "422"}
