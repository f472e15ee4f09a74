"""What is logged of which table: in clear, committed but shown, or committed and kept.

A column that is not named here is committed and its value is kept to ourselves, so that a new
column can never leak what nobody thought of.
"""

from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, Table

from catalog.certification.models import Recognition
from catalog.kernel.db import Base
from traceability.areas.models import Area, AreaEntry, AreaStatus
from traceability.batches.models import Batch
from traceability.events.models import (
    Event,
    EventArea,
    EventError,
    EventFlow,
    EventOverride,
    EventPicture,
    TestResult,
)
from traceability.recalls.models import RecallNotice


@dataclass(frozen=True)
class Part:
    """Rows that belong to a subject and are written with it, such as an event's quantities.

    Without clear columns they stand in the record as one commitment.
    """

    name: str
    table: Table
    parent: str
    clear: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Subject:
    """A table whose rows are entered, each under its `id`."""

    name: str
    table: Table
    clear: frozenset[str]
    shown: frozenset[str]
    parts: tuple[Part, ...] = ()


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PUBLIC_NAMES: dict[str, tuple[str, ColumnElement[str]]] = {
    "batch_id": ("batch", _table(Batch).c.code),
    "area_id": ("area", _table(Area).c.slug),
}
"""References that stand in a record under the public code of what they refer to."""

SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject(
            "batch",
            _table(Batch),
            _names(
                "code kind producer_id product_id quantity unit made_on packed_on best_before"
                " released_at recall_state is_demo created_at piece_amount piece_unit custody_model"
            ),
            _names("producer_text material unit_name"),
        ),
        Subject(
            "area",
            _table(Area),
            _names("slug scheme code crop hectares commune_code issuer producer_id is_demo"),
            _names("name place_text former_place"),
        ),
        Subject(
            "area_entry",
            _table(AreaEntry),
            _names("area since recorded_at crop hectares commune_code issuer"),
            _names("name place_text former_place source entered_by"),
        ),
        Subject(
            "area_status",
            _table(AreaStatus),
            _names("area status since until evidence recorded_at wrong_at"),
            _names("source entered_by wrong_by wrong_why"),
        ),
        Subject(
            "event",
            _table(Event),
            _names(
                "kind started_on ended_on acted_at recorded_at commune_code producer_id evidence"
                " confirmed_on corrects_id is_demo"
            ),
            _names("title step place note entered_by confirmed_by results flows areas"),
            (
                Part(
                    "flows",
                    _table(EventFlow),
                    "event_id",
                    _names("batch direction quantity unit as_entered difference"),
                ),
                Part("areas", _table(EventArea), "event_id", _names("batch area quantity unit")),
                Part("results", _table(TestResult), "event_id"),
            ),
        ),
        Subject(
            "event_error",
            _table(EventError),
            _names("event_id kind declared_at"),
            _names("reason declared_by"),
        ),
        Subject(
            "event_picture",
            _table(EventPicture),
            _names("event_id added_at"),
            _names("digest added_by"),
        ),
        Subject(
            "event_override",
            _table(EventOverride),
            _names("event_id found most confirmed_at"),
            _names("reason confirmed_by"),
        ),
        Subject(
            "recall",
            _table(RecallNotice),
            _names("batch state since recorded_at"),
            _names("reason what_to_do contact document entered_by"),
        ),
        Subject(
            "recognition",
            _table(Recognition),
            _names(
                "product_id rubric_id stars score decision_number decision_date year issuer_name"
                " issuer_level valid_from valid_to has_transition_grace evidence_grade revoked_on"
                " revocation_decision revocation_ground entered_at is_demo"
            ),
            _names("evidence_source entered_by"),
        ),
    )
}
"""By the word that stands in the records under "t". The order is the order of entering."""

REDACTION = "redaction"
"""The entry that says which values of an older entry were forgotten, and on what ground."""
