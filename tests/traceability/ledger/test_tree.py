"""The tree answers as RFC 9162 says, and every proof of something else is refused."""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.traceability.ledger import testdata
from traceability.ledger.rules import tree

LEAVES = [tree.leaf_hash(bytes([number])) for number in range(70)]


@testdata.needed
@pytest.mark.parametrize("file", testdata.files("rfc6962-merkle/inclusion/**/*.json"), ids=str)
def test_inclusion_as_in_the_public_vectors(file: Path) -> None:
    case = json.loads(file.read_text())
    proof = [b64decode(step) for step in case["proof"] or []]
    leaf, root = b64decode(case["leafHash"]), b64decode(case["root"])
    try:
        tree.check_inclusion(case["leafIdx"], case["treeSize"], leaf, proof, root)
    except tree.BadProof:
        assert case["wantErr"]
    else:
        assert not case["wantErr"]


@testdata.needed
@pytest.mark.parametrize("file", testdata.files("rfc6962-merkle/consistency/**/*.json"), ids=str)
def test_consistency_as_in_the_public_vectors(file: Path) -> None:
    """All 98, also those from size zero. The suite's sets about subtrees are not of RFC 9162."""
    case = json.loads(file.read_text())
    proof = [b64decode(step) for step in case["proof"] or []]
    roots = b64decode(case["root1"]), b64decode(case["root2"])
    try:
        tree.check_consistency(case["size1"], case["size2"], *roots, proof)
    except tree.BadProof:
        assert case["wantErr"]
    else:
        assert not case["wantErr"]


@testdata.needed
def test_the_suites_are_whole() -> None:
    assert len(testdata.files("rfc6962-merkle/inclusion/**/*.json")) == 98
    assert len(testdata.files("rfc6962-merkle/consistency/**/*.json")) == 98


def test_an_empty_log_has_the_hash_of_nothing() -> None:
    assert tree.root([]) == tree.EMPTY_ROOT


def test_every_leaf_of_every_small_tree_is_proved() -> None:
    for size in range(1, len(LEAVES) + 1):
        leaves = LEAVES[:size]
        root, subtree = tree.root(leaves), tree.in_memory(leaves)
        for index, leaf in enumerate(leaves):
            path = tree.inclusion(index, size, subtree)
            tree.check_inclusion(index, size, leaf, path, root)
            with pytest.raises(tree.BadProof):
                tree.check_inclusion((index + 1) % (size + 1), size, leaf, path, root)


def test_every_small_tree_begins_with_every_smaller() -> None:
    for new in range(1, len(LEAVES) + 1):
        subtree = tree.in_memory(LEAVES)
        for old in range(1, new + 1):
            path = tree.consistency(old, new, subtree)
            roots = tree.root(LEAVES[:old]), tree.root(LEAVES[:new])
            tree.check_consistency(old, new, *roots, path)


@given(st.data())
def test_another_history_is_never_taken_for_a_continuation(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, len(LEAVES)))
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    leaves = [*LEAVES[:changed], tree.leaf_hash(b"forged"), *LEAVES[changed + 1 : new]]
    path = tree.consistency(old, new, tree.in_memory(leaves))
    with pytest.raises(tree.BadProof):
        tree.check_consistency(old, new, tree.root(LEAVES[:old]), tree.root(leaves), path)


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_there_is_no_proof_of_a_leaf_outside(index: int, size: int) -> None:
    with pytest.raises(tree.BadProof):
        tree.inclusion(index, size, tree.in_memory(LEAVES))


@pytest.mark.parametrize(("old", "new"), [(0, 5), (6, 5)])
def test_there_is_no_proof_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(tree.BadProof):
        tree.consistency(old, new, tree.in_memory(LEAVES))
