"""Which pages confirm a recognition: data/sources.yaml, dated."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from catalog.certification.rules import EvidenceGrade
from catalog.kernel.text import fold

FILE = Path(__file__).parent / "data" / "sources.yaml"
CONFIRMING = ("state", "press")
_HOST = re.compile(r"\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b")
_PROPOSED = ("de nghi cong nhan", "de xuat", "de nghi 5 sao", "dang de nghi")


def grade(source: str, decision_number: str | None) -> EvidenceGrade:
    """What this source is worth: a decision's number first, then who published it."""
    folded = fold(source)
    if any(words in folded for words in _PROPOSED):
        return EvidenceGrade.PROPOSAL
    if decision_number:
        return EvidenceGrade.DECISION
    if any(kind_of(host) in CONFIRMING for host in _HOST.findall(folded)):
        return EvidenceGrade.PRESS
    return EvidenceGrade.CLAIM


def kind_of(host: str) -> str:
    """ "state", "press", "aggregator", "producer" or "unknown"."""
    table = _table()
    name = host.removeprefix("www.")
    if name.endswith(tuple(table["state_endings"])):
        return "state"
    kind: str = table["hosts"].get(name, {"kind": "unknown"})["kind"]
    return kind


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return table
