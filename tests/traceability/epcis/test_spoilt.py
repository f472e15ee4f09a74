"""A good trace spoilt in a thousand ways: refused with a field that can be found, or taken."""

import copy
import json
import random
from typing import Any

import pytest
from sqlalchemy import Connection

from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction
from tests.factories.catalog import make_product
from tests.factories.traceability import make_history
from tests.traceability.epcis.documents import GTIN, NOW, SITE, count, empty, exported
from tests.traceability.epcis.test_writing import every_kind
from traceability.batches.models import Batch
from traceability.epcis import reading, service
from traceability.epcis_form import documents
from traceability.epcis_form.errors import DocumentRefused
from traceability.events.models import Event

Place = tuple[dict[str, Any] | list[Any], str | int]

TEXTS = (
    *("", "x" * 600, "a:b", "https://[", "urn:epc:class:lgtin:1.2.3", "٣", "\u202e"),
    *("2026-13-01", "2026-02-30", "9999-12-31T23:59:60Z", "0000-01-01T00:00:00Z"),
    *("9999-12-31T23:59:59-14:00", "2026-11-20T00:00:00Z", "ADD", "OBSERVE", "DELETE"),
    *("harvest", "count", "sell", "laboratory", "packed", "KGM", "did_not_occur"),
    *("https://ocop.example/chu-the/x", "https://ocop.example/l/x%00"),
    *(f"https://id.gs1.org/01/{GTIN}/10/{text}" for text in ("A%2FB", "%F0%9F%98%80")),
)
NUMBERS = (0, -1, 0.0004, 1, 2, 40, 50, 1e9, 1e9 + 1, 1e300, 118.016, 2**63)
OTHERS = (None, True, [], {}, ["a"], [{}], {"a": 1})


class Spoiler:
    """Changes documents as a seeded chance has it, mostly so that their form stays right."""

    def __init__(self, whole: Any, seed: int) -> None:
        self._chance = random.Random(seed)
        here = [holder[part] for holder, part in _places(whole)]
        self._texts = [*TEXTS, *sorted({one for one in here if isinstance(one, str)})]

    def spoil(self, whole: Any) -> Any:
        whole = copy.deepcopy(whole)
        for _ in range(self._chance.choice((1, 1, 2, 3))):
            holder, part = self._chance.choice(_places(whole))
            old = holder[part]
            new = self._another(old)
            if new is None and self._chance.random() < 0.5:
                del holder[part]
            elif isinstance(holder, list) and self._chance.random() < 0.3:
                holder.append(copy.deepcopy(old))
            else:
                holder[part] = new
        return whole

    def _another(self, old: Any) -> Any:
        if self._chance.random() < 0.1:
            return copy.deepcopy(self._chance.choice(OTHERS))
        if isinstance(old, str):
            return self._chance.choice(self._texts)
        if isinstance(old, int | float):
            return self._chance.choice(NUMBERS)
        return None


@pytest.mark.parametrize("seed", range(3))
def test_a_spoilt_document_is_refused_with_a_field_or_taken(db: Connection, seed: int) -> None:
    make_history(make_product(gtin=GTIN), producer_text="L/7")
    every_kind()
    whole = exported()
    empty()
    for event in whole["epcisBody"]["eventList"]:
        del event["eventID"]  # else every change would be noticed by the hash
    spoiler, refused = Spoiler(whole, seed), 0
    for _ in range(60):
        document = spoiler.spoil(whole)
        try:
            with transaction():
                read = reading.read(documents.read(json.dumps(document).encode()))
                service.capture(SYSTEM, read, SITE, NOW)
                raise _Enough
        except _Enough:
            pass
        except DocumentRefused as refusal:
            refused += 1
            assert str(refusal.message)
            assert _is_in(document, refusal.pointer), refusal.pointer
        assert (count(Event), count(Batch)) == (0, 0)
    assert 10 < refused < 60  # the chance made both kinds


class _Enough(Exception):
    """Takes back what was right."""


def _places(whole: Any) -> list[Place]:
    found: list[Place] = []
    inner = whole.items() if isinstance(whole, dict) else enumerate(whole)
    for part, one in inner:
        found.append((whole, part))
        if isinstance(one, dict | list):
            found += _places(one)
    return found


def _is_in(document: Any, pointer: str) -> bool:
    """Whether the field, or the group that lacks it, is there."""
    *parts, _last = pointer.split("/")
    for part in parts[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            document = document[int(name)]
        elif name in document:
            document = document[name]
        else:
            return False
    return isinstance(document, dict | list)
