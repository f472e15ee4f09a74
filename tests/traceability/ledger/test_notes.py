"""Signed notes, checkpoints and proofs as C2SP writes them; forged ones are refused."""

import json
from base64 import b64decode, b64encode
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.traceability.ledger import testdata
from traceability.ledger.rules import notes, proofs, records, tree
from traceability.ledger.rules.notes import BadNote, Checkpoint, Signer, Verifier
from traceability.ledger.rules.proofs import BadPack, Proof, Tile
from traceability.ledger.rules.records import Facts

LOG = Signer("ocop.example/ledger", bytes(range(32)))
OTHER = Signer("ocop.example/ledger", bytes(32))
WITNESS = notes.cosigner(Signer("tinh.example/ledger", bytes(range(1, 33))))
LEAVES = [tree.leaf_hash(bytes([number])) for number in range(21)]
POINT = Checkpoint(LOG.name, len(LEAVES), tree.root(LEAVES))


def signed(point: Checkpoint = POINT, *signers: Signer) -> str:
    return point.text + "\n" + "".join(one.line(point.text, 1_795_000_000) for one in signers)


@testdata.needed
@pytest.mark.parametrize("number", range(3))
def test_signed_notes_as_in_the_specification(number: int) -> None:
    [file] = testdata.files("c2sp-signed-note/*.json")
    case = json.loads(file.read_text("utf-8"))[number]
    if case["ok"]:
        note = notes.read_note(case["signed_note"])
        key = notes.read_vkey(case["vkey"])
        assert note.text == case["text"]
        assert note.signed_by([key]) == [key]
        assert key.vkey == case["vkey"]
    else:
        with pytest.raises(BadNote):
            notes.read_note(case["signed_note"]).signed_by([notes.read_vkey(case["vkey"])])


def _wycheproof() -> list[tuple[str, dict[str, Any]]]:
    return [
        (group["publicKey"]["pk"], case)
        for file in testdata.files("ed25519/*.json")
        for group in json.loads(file.read_text())["testGroups"]
        for case in group["tests"]
    ]


@testdata.needed
@pytest.mark.parametrize(("key", "case"), _wycheproof())
def test_ed25519_as_in_the_public_vectors(key: str, case: dict[str, Any]) -> None:
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    try:
        public.verify(bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
    except InvalidSignature:
        assert case["result"] == "invalid"
    else:
        assert case["result"] == "valid"


def test_a_checkpoint_comes_back_as_it_was_signed() -> None:
    assert notes.read_checkpoint(signed(POINT, LOG), [LOG.verifier]) == POINT


def test_cosignatures_stand_beside_the_signature() -> None:
    note = notes.read_note(signed(POINT, LOG, WITNESS))
    known = [LOG.verifier, WITNESS.verifier]
    assert note.signed_by(known) == known
    assert note.signed_by([WITNESS.verifier]) == [WITNESS.verifier]


def test_no_changed_bit_of_a_checkpoint_is_accepted() -> None:
    whole = signed(POINT, LOG).encode()
    for place in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises((BadNote, UnicodeDecodeError)):
            notes.read_checkpoint(changed.decode(), [LOG.verifier])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        signed(POINT),
        signed(POINT, OTHER),
        signed(POINT, LOG)[:-1],
        signed(POINT, LOG).replace("— ", "- "),
        signed(POINT, LOG) + "\n",
        signed(POINT, LOG).replace("\n", "\r\n"),
        signed(POINT, *[LOG] * 65),
        "x" * 70_000 + "\n\n— a AAAAAAA=\n",
    ],
)
def test_what_is_no_checkpoint_of_ours_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        notes.read_checkpoint(text, [LOG.verifier])


@pytest.mark.parametrize("body", ["a\n01\nAAAA\n", "a\n1\nAAAA\n", "a\n1\n", "a\nx\n" + "A" * 44])
def test_a_signature_over_something_else_is_no_checkpoint(body: str) -> None:
    with pytest.raises(BadNote):
        notes.read_checkpoint(f"{body}\n{LOG.line(body)}", [LOG.verifier])


@pytest.mark.parametrize(
    "vkey", ["", "a+b", "a+00000000+AQ==", LOG.verifier.vkey.replace("+", " ", 1), "a b+1+AA=="]
)
def test_what_is_no_key_is_refused(vkey: str) -> None:
    with pytest.raises(BadNote):
        notes.read_vkey(vkey)


def test_a_signer_does_not_print_its_key() -> None:
    assert repr(LOG) == "Signer(ocop.example/ledger)"


def test_the_label_has_the_size_and_80_bits() -> None:
    root = bytes.fromhex("00443214c74254b635cf") + bytes(22)
    assert Checkpoint("x", 1234, root).label == "1234-0123-4567-89AB-CDEF"
    assert notes.label_of(b"\xff" * 32) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1234-0123-4567-89AB-CDEF", (1234, "0123-4567-89AB-CDEF")),
        (" 1234 · oi2345678 9abcdef ", (1234, "0123-4567-89AB-CDEF")),
        ("1234-0123-4567-89AB-CDE", None),
        ("1234-0123-4567-89AB-CDEU", None),
        ("0123-4567-89AB-CDEF", None),
        ("", None),
    ],
)
def test_a_printed_checkpoint_is_read_however_it_is_typed(
    typed: str, read: tuple[int, str] | None
) -> None:
    assert notes.read_label(typed) == read


def make_proof(index: int = 7, **values: Any) -> tuple[Proof, Checkpoint]:
    """A proof of an entry at that place."""
    facts = Facts({"kind": "harvest"}, {"entered_by": "Chị Hoa", "note": None})
    openings = records.seal(facts.hidden, {})
    record = records.canonical(records.record("event", 1, facts, openings))
    leaves = [*LEAVES[:index], tree.leaf_hash(record), *LEAVES[index + 1 :]]
    point = Checkpoint(LOG.name, len(leaves), tree.root(leaves))
    path = tree.inclusion(index, len(leaves), tree.in_memory(leaves))
    return Proof(record.decode(), openings, index, path, signed(point, LOG)), point


def test_a_proof_comes_back_and_shows_what_was_logged() -> None:
    proof, point = make_proof()
    assert proofs.read(proof.text) == proof
    shown = proofs.check(proof, [LOG.verifier])
    assert shown.opened == {"entered_by": "Chị Hoa"}
    assert (shown.index, shown.checkpoint, shown.signers) == (7, point, (LOG.name,))


def test_a_file_may_hold_several_proofs() -> None:
    texts = [make_proof(index)[0].text for index in (0, 7, 20)]
    assert proofs.split("".join(texts)) == texts
    assert proofs.split("something else\n" + texts[0]) == []


FORGERIES = {
    "another index": lambda text: text.replace("index 7", "index 6"),
    "a shorter path": lambda text: "\n".join(text.split("\n")[:3] + text.split("\n")[4:]),
    "no record": lambda text: text.replace("extra ", "extra A"),
    "no index": lambda text: text.replace("index ", "place "),
    "a list as record": lambda text: "\n".join(
        [text.split("\n")[0], "extra " + b64encode(b"[]").decode(), *text.split("\n")[2:]]
    ),
    "another name": lambda text: _retold(text, "Hoa", "Ba"),
    "another fact": lambda text: _retold(text, "harvest", "pack"),
    "another log": lambda text: text.replace("ocop.example", "ocpo.example"),
    "half of it": lambda text: text[: len(text) // 2],
}


def _retold(text: str, old: str, new: str) -> str:
    lines = text.split("\n")
    extra = b64decode(lines[1].removeprefix("extra ")).decode().replace(old, new)
    return "\n".join([lines[0], f"extra {b64encode(extra.encode()).decode()}", *lines[2:]])


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_proof_is_refused(name: str) -> None:
    forged = FORGERIES[name](make_proof()[0].text)
    with pytest.raises(BadPack):
        proofs.check(proofs.read(forged), [LOG.verifier])


def test_a_proof_signed_by_somebody_else_is_refused() -> None:
    with pytest.raises(BadPack):
        proofs.check(make_proof()[0], [OTHER.verifier])


@pytest.mark.parametrize(
    ("number", "width", "path"),
    [
        (0, 256, "000"),
        (5, 256, "005"),
        (999, 17, "999.p/17"),
        (1000, 256, "x001/000"),
        (1234067, 256, "x001/x234/067"),
        (1234067, 1, "x001/x234/067.p/1"),
    ],
)
def test_a_tile_has_one_address(number: int, width: int, path: str) -> None:
    assert Tile(number, width).path == path
    assert proofs.read_tile(path) == Tile(number, width)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "0",
        "00",
        "0000",
        "x000/001",
        "001.p/0",
        "001.p/256",
        "001.p/01",
        "001.p/",
        "x1/001",
        "٠٠٠",
    ],
)
def test_what_is_no_address_of_a_tile_is_none(path: str) -> None:
    assert proofs.read_tile(path) is None


@pytest.mark.parametrize(
    ("level", "number", "size", "width"),
    [(0, 273, 70_000, 112), (0, 272, 70_000, 256), (1, 0, 70_000, 256), (1, 1, 70_000, 17),
     (2, 0, 70_000, 1), (1, 0, 256, 1), (0, 1, 256, 0), (3, 0, 70_000, 0)],
)  # fmt: skip
def test_partial_tiles_are_as_wide_as_the_specification_says(
    level: int, number: int, size: int, width: int
) -> None:
    assert proofs.tile_width(level, number, size) == width


def test_a_key_that_only_shares_a_name_is_ignored() -> None:
    stranger = Verifier(LOG.name, OTHER.verifier.key)
    assert notes.read_note(signed(POINT, OTHER, LOG)).signed_by([LOG.verifier]) == [LOG.verifier]
    with pytest.raises(BadNote):
        notes.read_note(signed(POINT, LOG)).signed_by([stranger])
