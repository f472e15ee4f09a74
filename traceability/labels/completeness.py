"""How much of what the law asks a traceability record to tell is told: the meter before printing.

The list is dated data with the number of its document (data/trace_fields.yaml).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from traceability.passport.facts import Facts

FILE = Path(__file__).parent / "data" / "trace_fields.yaml"

TOLD: dict[str, Callable[[Facts], object]] = {
    "product_name": lambda facts: facts.product and facts.product.name,
    "picture": lambda facts: facts.product and facts.product.picture,
    "producer": lambda facts: facts.producer and facts.producer.name,
    "address": lambda facts: facts.producer and (facts.producer.address or facts.producer.place),
    "stages": lambda facts: facts.steps,
    "product_code": lambda facts: facts.batch and facts.batch.code,
    # The code of a growing area, else the number under which the workplace is registered.
    "place_code": lambda facts: (
        any(step.areas for step in facts.steps)
        or (facts.producer and facts.producer.registration_number)
    ),
    "time": lambda facts: facts.batch and (facts.batch.packed_on or facts.batch.made_on),
    "trade_mark": lambda facts: facts.product and facts.product.trade_mark,
    "shelf_life": lambda facts: facts.batch and facts.batch.best_before,
    "standard": lambda facts: facts.product and facts.product.standard,
}
"""What each field of a list is taken from."""


@dataclass(frozen=True)
class Document:
    """A list of fields and since when it holds; `optional`: only where there is one."""

    number: str
    in_force_from: date
    fields: tuple[str, ...]
    optional: frozenset[str]


@dataclass(frozen=True)
class Meter:
    """What a batch tells of a document's fields."""

    document: str
    told: tuple[str, ...]
    missing: tuple[str, ...]
    not_stated: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def asked(self) -> int:
        return len(self.told) + len(self.missing)


def measure(facts: Facts, on: date) -> Meter:
    """The meter of a batch by the list in force on that day."""
    document = in_force(on)
    told = tuple(key for key in document.fields if TOLD[key](facts))
    silent = [key for key in document.fields if key not in told]
    return Meter(
        document.number,
        told,
        tuple(key for key in silent if key not in document.optional),
        tuple(key for key in silent if key in document.optional),
    )


def in_force(on: date) -> Document:
    """The newest list in force; before the first, the first."""
    lists = documents()
    return next((one for one in reversed(lists) if one.in_force_from <= on), lists[0])


@cache
def documents() -> tuple[Document, ...]:
    """All lists, the oldest first. A field nobody can measure is a mistake in the file."""
    found = [
        Document(
            each["document"],
            each["in_force_from"],
            tuple(field["key"] for field in each["fields"]),
            frozenset(field["key"] for field in each["fields"] if field.get("if_any")),
        )
        for each in yaml.safe_load(FILE.read_text("utf-8"))
    ]
    return tuple(sorted(found, key=lambda one: one.in_force_from))
