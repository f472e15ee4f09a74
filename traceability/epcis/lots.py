"""Finds the batches a document names, and opens those it makes."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.codes import is_gtin14
from catalog.kernel.db import session
from catalog.kernel.errors import DomainError
from catalog.producers.models import Producer
from catalog.products.models import Product
from catalog.products.queries import find_id_behind
from traceability.batches import service as batches
from traceability.batches.errors import NothingInIt
from traceability.batches.models import Batch
from traceability.batches.queries import hold
from traceability.batches.rules import BatchKind, CustodyModel, Unit, is_code
from traceability.epcis import errors
from traceability.epcis.addresses import Lot, own, read_slug
from traceability.epcis.queries import in_parts
from traceability.epcis.reading import Document, Fields, Incoming, Part
from traceability.epcis_form.errors import DocumentRefused
from traceability.events.queries import list_ancestor_ids
from traceability.events.rules import Direction, EventKind, kept

_KINDS = {EventKind.PROCESS: BatchKind.INTERMEDIATE, EventKind.PACK: BatchKind.PACKED}
_NOTHING = Fields({}, ())


class Lots:
    """The batches of one document, for somebody who takes it in."""

    def __init__(self, actor: Actor, document: Document, now: datetime) -> None:
        self._actor, self._now = actor, now
        self.document = document
        named = {part.lot for event in document.events for part in event.parts}
        self._products = _products({lot.gtin for lot in named if lot.gtin})
        self._known = _batches(named, self._products)
        self._hold()

    def batch(self, part: Part, event: Incoming, producer: Producer) -> Batch:
        """The batch of a line; one that this event makes is opened if it is new."""
        product = self._product(part, producer)
        if found := self._known.get(part.lot):
            return found
        if part.direction is not Direction.OUT:
            raise errors.LotUnknown(pointer=part.pointer)
        try:
            opened = self._open(part, event, producer, product)
        except DocumentRefused:
            raise
        except DomainError as refused:
            line = part.pointer.rpartition("/")[0]
            at = f"{line}/quantity" if isinstance(refused, NothingInIt) else part.pointer
            raise DocumentRefused(refused.message, at, type(refused).__name__) from refused
        self._known[part.lot] = opened
        return opened

    def code(self, part: Part) -> str | None:
        """The public code of a line's batch, if there is one."""
        found = self._known.get(part.lot)
        return found.code if found else None

    def _hold(self) -> None:
        """Hold at once what is here already: event by event would not be in order, and this and
        a recall might wait for each other."""
        ids = [batch.id for batch in self._known.values()]
        if ids:
            hold(lambda: list_ancestor_ids(ids))

    def _product(self, part: Part, producer: Producer) -> Product | None:
        if part.lot.gtin is None:
            return None
        product = self._products.get(part.lot.gtin)
        if product is None:
            raise _no_product(part)
        if part.direction is Direction.OUT and product.producer_id != producer.id:
            raise errors.GtinOfAnother(pointer=part.pointer)
        return product

    def _open(
        self, part: Part, event: Incoming, producer: Producer, product: Product | None
    ) -> Batch:
        facts = self.document.lots.get(part.lot, _NOTHING)
        kind = self._kind(facts, event.kind)
        code = next(
            (one for one in (facts.text(own("code")), part.lot.text) if is_code(one or "")), None
        )
        product = product or self._named_product(facts, producer)
        quantity, unit = self._whole(part, facts)
        packed = event.ended_on if kind is BatchKind.PACKED else None
        given = batches.NewBatch(
            kind=kind,
            producer_id=producer.id,
            quantity=quantity,
            unit=Unit(unit),
            product_id=product.id if product else None,
            material=facts.text(own("material")) or facts.text("cbvmda:descriptionShort"),
            producer_text=part.lot.text if part.lot.gtin and part.lot.text != code else None,
            unit_name=facts.text(own("unitName")),
            made_on=facts.day(own("madeOn")) or event.ended_on,
            packed_on=facts.day(own("packedOn")) or packed,
            best_before=facts.day("cbvmda:bestBeforeDate")
            or event.fields.group("ilmd").day("cbvmda:bestBeforeDate"),
            code=code,
            is_demo=producer.is_demo,
            **self._pieces(facts),
        )
        batch = batches.open_batch(self._actor, given, self._now)
        # Only somebody at the machine moves a whole trace; others let each batch out themselves.
        if self._actor is SYSTEM and kind is BatchKind.PACKED and facts.day(own("releasedOn")):
            batches.release(self._actor, batch.id, self._now)
        return batch

    def _pieces(self, facts: Fields) -> dict[str, Any]:
        """What one piece holds and how the goods were kept apart, where the file says so."""
        found: dict[str, Any] = {}
        if own("pieceAmount") in facts.values:
            amount, unit = facts.amount(own("pieceAmount"), own("pieceUom"))
            holds, kept_unit = kept(amount, unit) or (amount, unit)
            found = {"piece_amount": holds, "piece_unit": kept_unit}
        if model := facts.text(own("custodyModel")):
            if model not in list(CustodyModel):
                raise errors.WordUnknown(pointer=facts.pointer("attributes"))
            found["custody_model"] = CustodyModel(model)
        return found

    def _kind(self, facts: Fields, event: EventKind) -> BatchKind:
        said = facts.text(own("lotKind"))
        plain = _KINDS.get(event, BatchKind.HARVEST)
        return BatchKind(said) if said in list(BatchKind) else plain

    def _named_product(self, facts: Fields, producer: Producer) -> Product | None:
        """The product of a lot without GTIN, by its address."""
        slug = read_slug(facts.text(own("product")) or "", "san-pham")
        if slug is None:
            return None
        return session.scalar(
            select(Product).where(Product.slug == slug, Product.producer_id == producer.id)
        )

    def _whole(self, part: Part, facts: Fields) -> tuple[Decimal, str]:
        """How much the lot holds: all that was made of it here.

        What the master data say counts at the machine only, where a whole trace is moved: labels
        are printed and packs sold by this number, so nobody claims more than was made.
        """
        if self._actor is SYSTEM and own("quantity") in facts.values:
            amounts = [facts.amount(own("quantity"), own("uom"))]
        else:
            amounts = [
                (one.amount, one.unit)
                for event in self.document.events
                if event.corrective_ids is None
                for one in event.outputs()
                if one.lot == part.lot
            ]
        found = [whole for amount, unit in amounts if (whole := kept(amount, unit))]
        return sum((quantity for quantity, _ in found), Decimal(0)), found[0][1]


def _products(gtins: Collection[str]) -> dict[str, Product]:
    """The products behind these GTINs, also those they carried once: a printed code never dies."""
    ids = {gtin: find_id_behind(gtin) for gtin in gtins}
    products = {gtin: session.get(Product, number) for gtin, number in ids.items() if number}
    return {gtin: product for gtin, product in products.items() if product}


def _batches(named: Collection[Lot], products: dict[str, Product]) -> dict[Lot, Batch]:
    """The batches that lots name, whoever made them; a producer's own text before a code."""
    by_code: dict[str, Batch] = {}
    by_text: dict[tuple[int | None, str | None], Batch] = {}
    for part in in_parts({lot.text for lot in named}):
        query = select(Batch).where(or_(Batch.code.in_(part), Batch.producer_text.in_(part)))
        for batch in session.scalars(query):
            by_code[batch.code] = batch
            by_text.setdefault((batch.product_id, batch.code), batch)
            by_text[batch.product_id, batch.producer_text] = batch
    found: dict[Lot, Batch | None] = {}
    for lot in named:
        if lot.gtin is None:
            found[lot] = by_code.get(lot.text)
        elif product := products.get(lot.gtin):
            found[lot] = by_text.get((product.id, lot.text))
    return {lot: batch for lot, batch in found.items() if batch}


def _no_product(part: Part) -> DocumentRefused:
    """Why no product is behind the GTIN of a line: misread, or nobody's here."""
    if is_gtin14(part.lot.gtin or ""):
        return errors.GtinUnknown(pointer=part.pointer)
    return errors.GtinMisread(pointer=part.pointer)


def producer_of(event: Incoming, actor: Actor, chosen: Producer | None) -> Producer:
    """Whose event it is: as chosen, as its place says, or whose goods it makes.

    Raises NotYours for somebody else's, ProducerUnknown where nothing tells.
    """
    producer = chosen or _at_place(event) or _only_one(actor) or _maker(event)
    if producer is None:
        raise errors.ProducerUnknown(pointer=event.fields.pointer("bizLocation"))
    if actor is not SYSTEM and not actor.works_for(producer.id):
        raise errors.NotYours
    return producer


def _at_place(event: Incoming) -> Producer | None:
    place = event.fields.group("bizLocation").text("id")
    slug = read_slug(place or "", "chu-the")
    return session.scalar(select(Producer).where(Producer.slug == slug)) if slug else None


def _only_one(actor: Actor) -> Producer | None:
    if len(actor.producer_ids) != 1:
        return None
    return session.get(Producer, next(iter(actor.producer_ids)))


def _maker(event: Incoming) -> Producer | None:
    """Who owns the GTIN, or made the batch, of the first line that tells."""
    for part in event.parts:
        products = _products([part.lot.gtin] if part.lot.gtin else [])
        if part.lot.gtin and not products:
            raise _no_product(part)
        if found := _batches([part.lot], products).get(part.lot):
            return found.producer
        for product in products.values():
            if product.producer:
                return product.producer
    return None
