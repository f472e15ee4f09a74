"""What a printed or typed code leads to."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import and_, case, or_, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.producers.queries import is_listed
from catalog.products.models import FormerGtin, Product
from catalog.products.queries import find_id_behind
from traceability.areas.queries import list_area_facts
from traceability.batches import rules as batches
from traceability.batches.models import Batch
from traceability.events import queries as events
from traceability.links import rules
from traceability.links.errors import Mistyped, NotACode, NotOurs, UnknownGoods
from traceability.links.rules import Kind, Link

MOST_SIGNS = 40
_BEGINS_LIKE_A_CODE = re.compile(r"[0-9A-Z]{2}-?[0-9]{4}")


@dataclass(frozen=True)
class Goods:
    """A product that a GTIN names."""

    slug: str
    name: str
    is_published: bool
    producer_slug: str | None


@dataclass(frozen=True)
class PlaceOfOrigin:
    """A growing area behind a batch."""

    slug: str
    title: str


@dataclass(frozen=True)
class PrintedBatch:
    """What stands on a label of the batch: its code, its link, its product."""

    id: int
    code: str
    recall_state: str
    link: Link | None
    product_id: int | None
    product_name: str | None
    product_slug: str | None

    @property
    def path(self) -> str:
        """The address in the batch's QR code: with GTIN where the product has one."""
        return self.link.path if self.link else f"/l/{self.code}"


def find_goods(gtin: str) -> Goods | None:
    """The product with this GTIN, or that carried it last."""
    return find_goods_of(find_id_behind(gtin))


def find_goods_of(product_id: int | None) -> Goods | None:
    """The product of a batch, which a harvest need not have."""
    if product_id is None:
        return None
    row = session.execute(
        select(
            Product.slug,
            Product.name,
            and_(Product.is_published, is_listed()).label("is_published"),
            case((Producer.is_listed, Producer.slug)).label("producer"),
        )
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .where(Product.id == product_id)
    ).one()
    return Goods(row.slug, row.name, row.is_published, row.producer)


def list_places(batch_id: int) -> list[PlaceOfOrigin]:
    """The growing areas that a batch comes from, through all that went into it."""
    harvested = events.list_area_quantities(events.list_ancestor_ids([batch_id]))
    found = list_area_facts({area for areas in harvested.values() for area in areas})
    return sorted(
        (PlaceOfOrigin(area.slug, f"{area.code} – {area.name}") for area in found.values()),
        key=lambda place: place.slug,
    )


def find_code(gtin: str, text: str) -> str | None:
    """The public code of the batch behind /01/<gtin>/10/<text>.

    The text is the producer's own, to the letter, or the public code where there is none. Batches
    of products that carried the GTIN before are found last.
    """
    former = select(FormerGtin.product_id).where(FormerGtin.gtin == gtin)
    return session.scalar(
        select(Batch.code)
        .join(Product, Product.id == Batch.product_id)
        .where(
            or_(Product.gtin == gtin, Product.id.in_(former)),
            or_(Batch.producer_text == text, Batch.code == text),
        )
        .order_by(case((Product.gtin == gtin, 0), else_=1), Batch.code == text, Product.id.desc())
        .limit(1)
    )


def find_printed(typed: str) -> str | None:
    """The public code that was typed, look-alikes and lost hyphens forgiven; if it exists."""
    if len(typed) > MOST_SIGNS:
        return None
    return session.scalar(select(Batch.code).where(Batch.code == batches.as_printed(typed)))


def get_printed_batch(code: str) -> PrintedBatch:
    """What is printed on the labels of this batch, or NotFound."""
    row = session.execute(
        select(
            Batch.id,
            Batch.code,
            Batch.recall_state,
            Batch.producer_text,
            Batch.product_id,
            Product.gtin,
            Product.name,
            Product.slug,
        )
        .outerjoin(Product, Product.id == Batch.product_id)
        .where(Batch.code == code)
    ).first()
    if row is None:
        raise NotFound
    link = Link(row.gtin, row.producer_text or row.code) if row.gtin else None
    return PrintedBatch(
        row.id, row.code, row.recall_state, link, row.product_id, row.name, row.slug
    )


def destination(text: str, own_host: str) -> str:
    """Where a typed, pasted or scanned text leads, always on this site; or a refusal."""
    typed = rules.read(text, own_host)
    if typed.kind is Kind.FOREIGN:
        raise NotOurs
    if typed.link is not None:
        return _goods(typed.link)
    if typed.kind is Kind.MISTYPED:
        raise Mistyped
    code = batches.as_printed(typed.code)
    if find_printed(code) or batches.is_code(code):
        piece = f"/so-rieng/{quote(typed.serial, safe='')}" if typed.serial else ""
        return f"/truy-xuat/{code}{piece}"
    raise Mistyped if _BEGINS_LIKE_A_CODE.match(code) else NotACode


def _goods(link: Link) -> str:
    if find_goods(link.gtin) is None:
        raise UnknownGoods
    return link.path
