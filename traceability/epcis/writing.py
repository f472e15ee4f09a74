"""Our events as EPCIS 2.0 JSON-LD.

An event says only what the passport shows too. Its identity is the hash of that; names of people
stand beside it, in fields the document tells everybody to ignore, and only for those who may see.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from traceability.batches.models import Batch
from traceability.epcis import rules
from traceability.epcis.addresses import IGNORE, PRIVATE, Site, own
from traceability.epcis.queries import Records
from traceability.epcis_form.hashing import event_id
from traceability.events.models import Event, TestResult
from traceability.events.rules import BIZ_STEPS, Direction, EventKind, Evidence

OFFSET = "+07:00"
Json = dict[str, Any]


def nobody(_event: Event) -> bool:
    return False


def everybody(_event: Event) -> bool:
    """For files that are written at the machine."""
    return True


class Writer:
    """Writes these records for this site.

    `private` says of which events the reader may see what only those in charge know.
    """

    def __init__(
        self, site: Site, records: Records, *, private: Callable[[Event], bool] = nobody
    ) -> None:
        self._site, self._records, self._private = site, records, private

    @cached_property
    def events(self) -> list[Json]:
        return [self._event(event) for event in self._records.events]

    def document(self, created: datetime, vocabularies: list[Json]) -> Json:
        """An EPCISDocument with its master data."""
        return {
            "@context": self._site.context,
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": moment(created),
            **self._ignored,
            "epcisHeader": {"epcisMasterData": {"vocabularyList": vocabularies}},
            "epcisBody": {"eventList": self.events},
        }

    def answer(self, created: datetime, vocabularies: list[Json]) -> Json:
        """An EPCISQueryDocument, as a query is answered."""
        results = {"eventList": self.events, "vocabularyList": vocabularies}
        return {
            "@context": self._site.context,
            "type": "EPCISQueryDocument",
            "schemaVersion": "2.0",
            "creationDate": moment(created),
            **self._ignored,
            "epcisBody": {
                "queryResults": {"queryName": "SimpleEventQuery", "resultsBody": results}
            },
        }

    def identity(self, event: Event) -> str:
        """The eventID: as it came from elsewhere, else the hash of what we say."""
        captured = self._records.captured.get(event.id)
        if captured and captured.source_id and not captured.source_id.startswith("ni:"):
            return captured.source_id
        return event_id(self.says(event), self._site.context)

    @property
    def _ignored(self) -> Json:
        told = any(self._private(event) for event in self._records.events)
        return {IGNORE: sorted(PRIVATE)} if told else {}

    def _event(self, event: Event) -> Json:
        says = self.says(event)
        kind = says.pop("type")
        return {
            "type": kind,
            "eventID": self.identity(event),
            **says,
            "recordTime": moment(event.recorded_at),
            **self._error(event),
            **(self._beside(event) if self._private(event) else {}),
        }

    def says(self, event: Event) -> Json:
        """The event without its identity: what is hashed."""
        parts = {Direction(flow.direction) for flow in event.flows}
        form = rules.form_of(EventKind(event.kind), parts)
        lists: dict[str, list[Json]] = {}
        for flow in event.flows:
            name = form.lists.get(Direction(flow.direction), own("seen"))
            lists.setdefault(name, []).append(self._quantity(flow.batch, flow.quantity, name))
        return _filled(
            {
                "type": form.type.value,
                "eventTime": f"{event.ended_on}T12:00:00{OFFSET}",
                "eventTimeZoneOffset": OFFSET,
                "action": form.action,
                **lists,
                "bizStep": BIZ_STEPS[EventKind(event.kind)],
                "readPoint": _id(event.commune_code, self._site.commune),
                "bizLocation": _id(
                    event.producer.slug if event.producer else None, self._site.producer
                ),
                "ilmd": self._ilmd(event),
                own("kind"): event.kind,
                own("startedOn"): _day(event.started_on),
                own("title"): event.title,
                own("step"): event.step,
                own("place"): event.place,
                own("note"): event.note,
                own("evidence"): None if event.evidence == Evidence.SELF else event.evidence,
                own("confirmedOn"): _day(event.confirmed_on),
                own("testResults"): self._tests(event),
            }
        )

    def _quantity(self, batch: Batch, quantity: Decimal, name: str) -> Json:
        fields = {
            "epcClass": self._site.lot(batch),
            "quantity": rules.number(quantity),
            "uom": rules.uom(batch.unit),
        }
        if name == own("seen"):
            fields = {own(field): value for field, value in fields.items()}
        return _filled(fields)

    def _ilmd(self, event: Event) -> Json | None:
        """From which growing areas a harvest came."""
        codes = {flow.batch_id: flow.batch for flow in event.flows}
        areas = [
            _filled(
                {
                    own("lot"): self._site.lot(codes[line.batch_id]),
                    own("area"): self._site.area(line.area.slug),
                    own("scheme"): line.area.scheme,
                    own("areaCode"): line.area.code,
                    own("quantity"): rules.number(line.quantity),
                    own("uom"): rules.uom(line.unit),
                }
            )
            for line in event.areas
        ]
        return {own("areas"): areas} if areas else None

    def _tests(self, event: Event) -> list[Json]:
        """The values of a report once, however many lots it is about."""
        results = self._records.results.get(event.id, [])
        first = results[0].batch_id if results else None
        return [_test(one) for one in results if one.batch_id == first]

    def _error(self, event: Event) -> Json:
        """What was declared wrong, and the event that puts it right if there is one."""
        error, later = (
            self._records.errors.get(event.id),
            self._records.corrections.get(event.id),
        )
        if error is None:
            return {}
        declared = {
            "declarationTime": moment(error.declared_at),
            "reason": error.kind,
            "correctiveEventIDs": [self.identity(later)] if later else [],
            own("explanation"): error.reason if self._private(event) else None,
        }
        return {"errorDeclaration": _filled(declared)}

    def _beside(self, event: Event) -> Json:
        captured = self._records.captured.get(event.id)
        source = captured.source_id if captured else None
        return _filled(
            {
                own("confirmedBy"): event.confirmed_by,
                own("partner"): event.partner,
                own("partnerAddress"): self._partner(event),
                own("sourceEventID"): source if source != self.identity(event) else None,
            }
        )

    def _partner(self, event: Event) -> str | None:
        found = self._records.partners.get(event.partner_id or 0)
        return self._site.producer(found) if found else None


def moment(time: datetime) -> str:
    """A moment in UTC, to the millisecond."""
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"


def _test(one: TestResult) -> Json:
    return _filled(
        {
            own("analyte"): one.analyte,
            own("value"): one.value,
            own("unit"): one.unit,
            own("limit"): one.limit,
            own("isWithinLimit"): one.is_within_limit,
            own("standard"): one.standard,
            own("laboratory"): one.laboratory,
            own("reportNumber"): one.report_number,
            own("sampledOn"): _day(one.sampled_on),
            own("accreditation"): one.accreditation,
            own("sampling"): one.sampling,
        }
    )


def _id(name: str | None, address: Callable[[str], str]) -> Json | None:
    return {"id": address(name)} if name else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _filled(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value is not None and value != []}
