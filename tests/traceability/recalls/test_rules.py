"""Which state may follow which."""

import pytest

from traceability.batches.rules import RecallState
from traceability.recalls.rules import NEXT, may_follow

ALLOWED = {
    ("normal", "quarantined"),
    ("normal", "recalled"),
    ("quarantined", "normal"),
    ("quarantined", "recalled"),
    ("recalled", "closed"),
    ("closed", "recalled"),
}


@pytest.mark.parametrize("old", list(RecallState))
@pytest.mark.parametrize("new", list(RecallState))
def test_a_recall_never_becomes_normal(old: str, new: str) -> None:
    assert may_follow(old, new) is ((old, new) in ALLOWED)


def test_every_state_has_a_way_on() -> None:
    assert all(NEXT[state] for state in RecallState)
