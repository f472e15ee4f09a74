"""Takes EPCIS documents in: all of a document in the caller's transaction, or nothing."""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from catalog.kernel import audit, clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.errors import DomainError
from catalog.places.models import Commune
from catalog.producers.models import Producer
from traceability.areas.models import Area
from traceability.epcis import errors, lots, queries
from traceability.epcis.addresses import Lot, Site, own, read_slug
from traceability.epcis.models import Capture, CapturedEvent
from traceability.epcis.ordering import in_order
from traceability.epcis.reading import Document, Fields, Incoming
from traceability.epcis.writing import Writer
from traceability.epcis_form.errors import DocumentRefused
from traceability.epcis_form.hashing import event_id
from traceability.events import service as events
from traceability.events.checks import check_days
from traceability.events.corrections import declare_error
from traceability.events.models import Event
from traceability.events.rules import AreaLine, Direction, Draft, Evidence, Line

_NUMBER = 12  # random bytes of a capture's number


# Where the fields of our refusals stand in an event.
_STANDS_IN = {
    "step": (own("step"),),
    "partner": (own("partnerAddress"),),
    "ended_on": ("eventTime",),
    "started_on": (own("startedOn"), "eventTime"),
    "areas": ("ilmd",),
    "confirmed_by": (own("evidence"),),
}
_IN_LINE = {"amount": "quantity", "unit": "uom"}
_WAYS = {"inputs": Direction.IN, "outputs": Direction.OUT}


@dataclass(frozen=True)
class _Known:
    """Events of a producer that are here already: by hash, and the eventIDs they came under."""

    by_hash: dict[str, int]
    by_id: set[str]


def capture(
    actor: Actor,
    document: Document,
    site: Site,
    now: datetime,
    chosen: Producer | None = None,
) -> Capture:
    """Record what is new in a document; events that are here already change nothing.

    Raises DocumentRefused with the pointer of the first wrong field and the rule that refuses,
    NotYours for events of a producer the actor does not work for. An actor's own word is no
    evidence: what a person sends in counts as self-declared; only commands keep the grade.
    """
    owners = [lots.producer_of(event, actor, chosen) for event in document.events]
    _hold(owners)
    known = {one.id: _known(document.events, one, site) for one in dict.fromkeys(owners)}
    row = Capture(
        number=secrets.token_hex(_NUMBER),
        actor_id=actor.id,
        created_at=now,
        received=len(document.events),
        recorded=0,
    )
    session.add(row)
    session.flush()
    _Taking(actor, document, owners, known, row, now).record()
    audit.record(
        actor, "epcis.capture", row, f"Nhận tệp EPCIS: {row.received} việc, {row.recorded} mới."
    )
    return row


class _Taking:
    """One document on its way in."""

    def __init__(
        self,
        actor: Actor,
        document: Document,
        owners: Sequence[Producer],
        known: dict[int, _Known],
        row: Capture,
        now: datetime,
    ) -> None:
        self._actor, self._now, self._row = actor, now, row
        self._events, self._owners, self._known = document.events, owners, known
        self._lots = lots.Lots(actor, document, now)
        self._ids: dict[str, int] = {}  # eventID or hash → our event
        self._corrects: dict[str, str] = {}  # eventID of a corrective event → hash of the wrong one

    def record(self) -> None:
        fresh = [at for at in range(len(self._events)) if not self._is_here(at)]
        self._note_corrections()
        for at in in_order(self._events, fresh):
            self._record(self._events[at], self._owners[at])
        for event in self._events:
            if event.corrective_ids == []:
                self._take_back(event)

    def _is_here(self, at: int) -> bool:
        event, known = self._events[at], self._known[self._owners[at].id]
        number = known.by_hash.get(event.hash)
        if event.id in known.by_id and number is None:
            raise errors.IdentityTaken(pointer=event.fields.pointer("eventID"))
        if number is not None:
            self._ids |= {name: number for name in (event.id, event.hash) if name}
        return number is not None

    def _note_corrections(self) -> None:
        names = {name for event in self._events for name in (event.id, event.hash) if name}
        for event in self._events:
            if event.corrective_ids is None:
                continue
            here = [name for name in event.corrective_ids if name in names]
            if event.corrective_ids and not here and event.hash not in self._ids:
                at = event.fields.pointer("errorDeclaration", "correctiveEventIDs")
                raise errors.ErrorWithoutCorrection(pointer=at)
            self._corrects |= dict.fromkeys(here, event.hash)

    def _record(self, event: Incoming, producer: Producer) -> None:
        if event.hash in self._ids:  # the same event twice in one document
            return
        try:
            # before anything is opened for it
            check_days(event.started_on, event.ended_on, clock.local_date(self._now))
            stored = events.record_event(self._actor, self._draft(event, producer), self._now)
        except DocumentRefused:
            raise
        except DomainError as refused:
            raise DocumentRefused(
                refused.message, self._pointer(event, refused), type(refused).__name__
            ) from refused
        self._row.recorded += 1
        self._ids |= {name: stored.id for name in (event.id, event.hash) if name}
        session.add(
            CapturedEvent(
                event_id=stored.id,
                capture_id=self._row.id,
                producer_id=producer.id,
                hash=event.hash,
                source_id=event.id,
            )
        )
        session.flush()

    def _take_back(self, event: Incoming) -> None:
        """An event that is declared never to have happened; once."""
        number = self._ids[event.hash]
        error = event.fields.group("errorDeclaration")
        if queries.is_wrong(number):
            return
        why = error.text(own("explanation")) or error.text("reason") or "EPCIS"
        try:
            declare_error(self._actor, number, why, self._now)
        except DomainError as refused:
            raise DocumentRefused(
                refused.message, error.pointer(), type(refused).__name__
            ) from refused

    def _pointer(self, event: Incoming, refused: DomainError) -> str:
        """The field a refusal of events belongs to: its line where a batch is named."""
        field = getattr(refused, "field", "")
        names = _STANDS_IN.get(field)
        if names:
            return event.fields.pointer(
                next((n for n in names if n in event.fields.values), names[-1])
            )
        says = str(refused.message)
        named = [part for part in event.parts if (code := self._lots.code(part)) and code in says]
        wanted = [part for part in event.parts if part.direction is _WAYS.get(field)]
        if field == "amount":  # of a line too small to be kept
            wanted = sorted(event.parts, key=lambda part: part.amount)
        part = next(iter((*named, *wanted)), None)
        if part is None:
            return event.fields.pointer()
        inner = _IN_LINE.get(field)
        return f"{part.pointer.rpartition('/')[0]}/{inner}" if inner else part.pointer

    def _draft(self, event: Incoming, producer: Producer) -> Draft:
        batches = {part.lot: self._lots.batch(part, event, producer) for part in event.parts}
        lines: dict[Direction, list[Line]] = defaultdict(list)
        for part in event.parts:
            lines[part.direction].append(Line(batches[part.lot].id, part.amount, part.unit))
        fields, evidence = event.fields, event.evidence
        is_graded = self._actor is SYSTEM and evidence is not Evidence.SELF
        return Draft(
            kind=event.kind,
            producer_id=producer.id,
            started_on=event.started_on,
            ended_on=event.ended_on,
            inputs=tuple(lines[Direction.IN]),
            outputs=tuple(lines[Direction.OUT]),
            seen=tuple(lines[Direction.SEEN]),
            counted=tuple(lines[Direction.COUNTED]),
            areas=_areas(event, {lot: batch.id for lot, batch in batches.items()}),
            results=event.results,
            title=fields.text(own("title")),
            place=fields.text(own("place")) or self._place(event),
            commune_code=_commune(fields.group("readPoint").text("id")),
            note=fields.text(own("note")),
            evidence=evidence if is_graded else Evidence.SELF,
            confirmed_by=fields.text(own("confirmedBy")) if is_graded else None,
            confirmed_on=fields.day(own("confirmedOn")) if is_graded else None,
            corrects_id=self._wrong(event),
            step=fields.text(own("step")),
            partner=fields.text(own("partner")),
            partner_id=_partner(fields, producer),
            is_demo=producer.is_demo,
        )

    def _place(self, event: Incoming) -> str | None:
        """The name that the document's master data give to the place of an event."""
        where = event.fields.group("readPoint").text("id")
        return self._lots.document.places.get(where or "")

    def _wrong(self, event: Incoming) -> int | None:
        """The event that this one puts right."""
        wrong = self._corrects.get(event.id or "") or self._corrects.get(event.hash)
        return self._ids.get(wrong or "")


def _hold(owners: Sequence[Producer]) -> None:
    """One document of a producer at a time, so that the same one sent twice is recorded once."""
    ids = sorted({owner.id for owner in owners})
    session.execute(
        select(Producer.id).where(Producer.id.in_(ids)).order_by(Producer.id).with_for_update()
    ).all()


def _known(incoming: Sequence[Incoming], producer: Producer, site: Site) -> _Known:
    """What came before, and what was entered here on the same days and says the same."""
    names = {event.hash for event in incoming} | {event.id for event in incoming if event.id}
    rows = queries.list_captured(producer.id, names)
    by_hash = {row.hash: row.event_id for row in rows}
    by_id = {row.source_id for row in rows if row.source_id}
    days = {event.ended_on for event in incoming if event.hash not in by_hash}
    ids = session.scalars(
        select(Event.id).where(Event.producer_id == producer.id, Event.ended_on.in_(days))
    ).all()
    records = queries.load(ids)
    writer = Writer(site, records)
    for event in records.events:
        by_hash.setdefault(event_id(writer.says(event), site.context), event.id)
    return _Known(by_hash, by_id)


def _areas(event: Incoming, batches: dict[Lot, int]) -> tuple[AreaLine, ...]:
    found = []
    for line in event.areas:
        area = session.scalar(
            select(Area.id).where(Area.scheme == line.scheme, Area.code == line.code)
        )
        if area is None:
            raise errors.AreaUnknown(pointer=line.pointer)
        if line.lot not in batches:
            raise errors.LotUnknown(pointer=line.pointer)
        found.append(AreaLine(batches[line.lot], area, line.amount, line.unit))
    return tuple(found)


def _commune(address: str | None) -> str | None:
    code = read_slug(address or "", "dia-gioi")
    return session.scalar(select(Commune.code).where(Commune.code == code)) if code else None


def _partner(fields: Fields, producer: Producer) -> int | None:
    """The other producer here that goods come from or go to, as the document names it."""
    places = [fields.text(own("partnerAddress"))]
    places += [one.text("destination") for one in fields.each("destinationList")]
    places += [one.text("source") for one in fields.each("sourceList")]
    for place in places:
        slug = read_slug(place or "", "chu-the")
        found = session.scalar(select(Producer.id).where(Producer.slug == slug)) if slug else None
        if found not in (None, producer.id):
            return found
    return None
