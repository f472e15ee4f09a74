"""A draft as JSON and back: an event that waits for a second person is kept as it was entered."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from traceability.batches.rules import BatchKind, CustodyModel, Unit
from traceability.batches.service import NewBatch
from traceability.events.rules import AreaLine, Draft, EventKind, Evidence, Line, Measured

LINES = ("inputs", "outputs", "seen", "counted")
DAYS = ("started_on", "ended_on", "confirmed_on")


@dataclass(frozen=True)
class Opening:
    """A lot that is opened by the very event it comes out of, and how much was entered of it."""

    new: NewBatch
    amount: Decimal
    unit: str


def openings_to_json(openings: Sequence[Opening]) -> list[Any]:
    return [_plain(asdict(one)) for one in openings]


def openings_from_json(kept: list[dict[str, Any]]) -> tuple[Opening, ...]:
    return tuple(
        Opening(_new_batch(one["new"]), Decimal(one["amount"]), one["unit"]) for one in kept
    )


def to_json(draft: Draft) -> dict[str, Any]:
    """JSON values only: amounts and dates as text. An override is never kept: it is given anew."""
    return {name: _plain(value) for name, value in asdict(replace(draft, override=None)).items()}


def from_json(kept: dict[str, Any]) -> Draft:
    values = dict(kept)
    for name in LINES:
        values[name] = tuple(Line(**_with_amount(line)) for line in kept[name])
    for name in DAYS:
        values[name] = date.fromisoformat(kept[name]) if kept[name] else None
    values["areas"] = tuple(AreaLine(**_with_amount(line)) for line in kept["areas"])
    values["results"] = tuple(Measured(**_with_day(result)) for result in kept["results"])
    values["kind"] = EventKind(kept["kind"])
    values["evidence"] = Evidence(kept["evidence"])
    acted_at = kept.get("acted_at")  # drafts kept by an older version lack it
    values["acted_at"] = datetime.fromisoformat(acted_at) if acted_at else None
    return Draft(**values)


def _new_batch(kept: dict[str, Any]) -> NewBatch:
    values = dict(kept)
    for name in ("made_on", "packed_on", "best_before"):
        values[name] = date.fromisoformat(kept[name]) if kept[name] else None
    for name in ("quantity", "piece_amount"):
        values[name] = Decimal(kept[name]) if kept[name] else None
    values["kind"], values["unit"] = BatchKind(kept["kind"]), Unit(kept["unit"])
    values["piece_unit"] = Unit(kept["piece_unit"]) if kept["piece_unit"] else None
    model = kept["custody_model"]
    values["custody_model"] = CustodyModel(model) if model else None
    return NewBatch(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _with_amount(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "amount": Decimal(line["amount"])}


def _with_day(result: dict[str, Any]) -> dict[str, Any]:
    sampled = result["sampled_on"]
    return {**result, "sampled_on": date.fromisoformat(sampled) if sampled else None}
