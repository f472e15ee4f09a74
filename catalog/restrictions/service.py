"""Writes of restrictions: duties and licences are added and ended, never edited."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from catalog.kernel import audit, dated
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers import queries as producers
from catalog.restrictions import queries, rules
from catalog.restrictions.errors import (
    ImpossibleDuty,
    ImpossibleLicence,
    NoSuchLicence,
)
from catalog.restrictions.models import SellerLicence, SetDuty
from catalog.restrictions.rules import DutyKind, LicenceKind


@dataclass(frozen=True)
class NewDuty:
    """What an operator enters."""

    rubric_number: str
    set_number: int
    kind: DutyKind
    number: int | None
    text: str | None
    text_en: str | None
    document: str
    valid_from: date


@dataclass(frozen=True)
class NewLicence:
    """What an operator read on a licence."""

    producer_id: int
    kind: LicenceKind
    number: str
    issuer: str
    valid_from: date
    valid_to: date


def add_duty(actor: Actor, new: NewDuty, now: datetime) -> SetDuty:
    """Add a duty from a day on. Raises ImpossibleDuty for one that says nothing."""
    if not _is_possible(new):
        raise ImpossibleDuty
    values = {**vars(new), "kind": new.kind.value}
    duty = SetDuty(**values, entered_by=actor.name, recorded_at=now)
    session.add(duty)
    session.flush()  # for the id the audit entry names
    sentence = f"Bộ {new.set_number}: thêm điều kiện {new.kind}, theo {new.document}."
    audit.record(actor, "restrictions.change", duty, sentence)
    return duty


def close_duty(actor: Actor, duty_id: int, last_day: date) -> None:
    """Let a duty end: `last_day` is the last on which it counts."""
    duty = queries.get_duty(duty_id)
    duty.valid_to = dated.last_day(last_day, begins=duty.valid_from, ended=duty.valid_to)
    sentence = f"Bộ {duty.set_number}: đóng điều kiện {duty.kind} sau ngày {last_day:%d/%m/%Y}."
    audit.record(actor, "restrictions.change", duty, sentence)


def add_licence(
    actor: Actor, new: NewLicence, now: datetime, *, is_demo: bool = False
) -> SellerLicence:
    """Enter a licence that was seen; the goods are on sale while it lasts."""
    if new.valid_to < new.valid_from:
        raise ImpossibleLicence
    producer = producers.get_producer_by_id(new.producer_id)
    values = {**vars(new), "kind": new.kind.value}
    licence = SellerLicence(**values, entered_by=actor.name, recorded_at=now, is_demo=is_demo)
    session.add(licence)
    session.flush()  # for the id the audit entry names
    sentence = f"Ghi giấy phép {new.number} của {producer.name}, đến {new.valid_to:%d/%m/%Y}."
    audit.record(actor, "restrictions.licence", licence, sentence)
    return licence


def withdraw_licence(actor: Actor, licence_id: int, why: str, now: datetime) -> None:
    """Take a licence back that is wrong or was revoked: its goods are off sale at once."""
    licence = session.scalar(
        select(SellerLicence)
        .where(SellerLicence.id == licence_id, SellerLicence.withdrawn_at.is_(None))
        .with_for_update()
    )
    if licence is None:
        raise NoSuchLicence
    licence.withdrawn_at, licence.withdrawn_why = now, why
    sentence = f"Rút giấy phép {licence.number}: {why}"
    audit.record(actor, "restrictions.licence", licence, sentence)


def _is_possible(new: NewDuty) -> bool:
    if new.kind == DutyKind.SENTENCE:
        return bool(new.text)
    if new.kind == DutyKind.MIN_AGE:
        return new.number is not None and 1 <= new.number <= rules.OLDEST
    if new.kind == DutyKind.BELOW_STRENGTH:
        return new.number is not None and 0 < new.number <= rules.STRONGEST
    return new.number is None or 0 <= new.number < rules.STRONGEST
