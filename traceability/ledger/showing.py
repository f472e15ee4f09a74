"""The page of proofs: each line as text that a browser can hash again."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from traceability.ledger import labels
from traceability.ledger.rules.proofs import Proof

STATIC = Path(__file__).parents[2] / "static"
SCRIPT, CSS = STATIC / "js" / "proof.js", STATIC / "css"
SHEETS = ("tokens.css", "base.css", "layout.css", "components/proof.css")


@dataclass(frozen=True)
class Line:
    """One line ready to be shown; `text` is the record with what may be read put in."""

    index: int
    title: str
    at: datetime
    why: str
    text: str
    salts: str
    path: str


def lines(found: Sequence[Proof]) -> list[Line]:
    return [_line(proof) for proof in found]


def _line(proof: Proof) -> Line:
    record = json.loads(proof.record)
    shown = {**record, "hidden": _opened(record["hidden"], proof)}
    return Line(
        index=proof.index,
        title=labels.title(record),
        at=datetime.fromisoformat(record["at"]),
        why=str(labels.WHY.get(record.get("why"), "")),
        text=json.dumps(shown, ensure_ascii=False, indent=1),
        salts=json.dumps({name: one.salt for name, one in proof.openings.items()}),
        path="".join(f"{b64encode(step).decode()}\n" for step in proof.path),
    )


def _opened(hidden: dict[str, Any], proof: Proof) -> dict[str, Any]:
    """Values in place of the commitments that may be opened; the others as what they are."""
    found: dict[str, Any] = {}
    for name, digest in hidden.items():
        if name in proof.openings:
            found[name] = proof.openings[name].value
        else:
            found[name] = digest and {"sha256": digest}
    return found


@cache
def script_address() -> str:
    """The address of the script with its content in it, also outside a request."""
    return f"/static/js/proof.js?v={hashlib.sha256(script().encode()).hexdigest()[:12]}"


@cache
def style() -> str:
    """The sheets of the file that stands alone."""
    return "\n".join((CSS / name).read_text("utf-8") for name in SHEETS)


@cache
def policy() -> str:
    """What that file may run: its own style and script, named by their hashes, and no network."""
    sums = [
        b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style(), script())
    ]
    return (
        f"default-src 'none'; style-src 'sha256-{sums[0]}'; script-src 'sha256-{sums[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def script() -> str:
    return SCRIPT.read_text("utf-8")
