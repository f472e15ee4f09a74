"""EPCIS 2.0: documents checked, events given their identity, events read in our words.

The documents are the public ones of the test data (GS1's 47 and OpenEPCIS's 38), each read from
its bytes within limits and checked by our schema; the yardstick is plain `json.loads` of the same
bytes. Identities are counted in events, against SHA-256 of the same bytes. CPU time, the best of
a few rounds.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from benchmarks.figures import Figure, Progress, Unmeasurable
from traceability.epcis_form import documents
from traceability.epcis_form.errors import DocumentRefused
from traceability.epcis_form.hashing import event_id

DATA = Path(os.environ.get("TESTDATA", Path(__file__).parents[2] / "shared/testdata")) / "trace"
PATTERNS = ("gs1-epcis/JSON/**/*.jsonld", "openepcis-test-resources/2.0-JSON/Capture/Documents/*")
ROUNDS = 7


def run(say: Progress) -> list[Figure]:
    """Reading against json.loads, identities against a bare hash."""
    raws = [path.read_bytes() for pattern in PATTERNS for path in sorted(DATA.glob(pattern))]
    if not raws:
        raise Unmeasurable(f"no test data under {DATA}")
    say(f"{len(raws)} documents …")
    parsed = [json.loads(raw) for raw in raws]
    events = [(event, one["@context"]) for one in parsed for event in documents.events_of(one)]
    plain = _seconds(lambda: [json.loads(raw) for raw in raws])
    read = _seconds(lambda: _read(raws))
    checked = _seconds(lambda: [documents.VALIDATOR.is_valid(one) for one in parsed])
    named = _seconds(lambda: [event_id(event, context) for event, context in events])
    texts = [json.dumps(event).encode() for event, _ in events]
    bare = _seconds(lambda: [hashlib.sha256(text).hexdigest() for text in texts])
    return [
        Figure("epcis", "json.loads alone", len(raws) / plain, "documents/s"),
        Figure(
            "epcis",
            "read within limits and checked",
            len(raws) / read,
            "documents/s",
            {"json.loads": plain / read},
        ),
        Figure(
            "epcis",
            "checked by the schema alone",
            len(raws) / checked,
            "documents/s",
            {"json.loads": plain / checked},
        ),
        Figure(
            "epcis",
            "identities (CBV 2.0 event hash)",
            len(events) / named,
            "events/s",
            {"SHA-256 of the event": bare / named},
        ),
    ]


def _read(raws: list[bytes]) -> None:
    for raw in raws:
        with suppress(DocumentRefused):  # three of OpenEPCIS's do not follow the standard
            documents.read(raw)


def _seconds(act: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        best = min(best, time.process_time() - start)
    return best
