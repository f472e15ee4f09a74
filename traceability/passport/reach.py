"""Which batches' pages show a thing, so that a change of it puts their pages out of date."""

from sqlalchemy import select, union

from catalog.kernel.db import session
from catalog.products.models import Product
from traceability.batches.models import Batch
from traceability.events import queries as events
from traceability.events.models import Event, EventFlow


def list_batches_showing_product(product_id: int) -> list[int]:
    """The product's own batches, and whatever was made from them."""
    own = session.scalars(select(Batch.id).where(Batch.product_id == product_id)).all()
    return events.list_descendant_ids(own)


def list_batches_showing_producer(producer_id: int) -> list[int]:
    """Batches of the producer or its products or touched by its hands, and what came of them."""
    own = union(
        select(Batch.id).where(Batch.producer_id == producer_id),
        select(Batch.id)
        .join(Product, Product.id == Batch.product_id)
        .where(Product.producer_id == producer_id),
        select(EventFlow.batch_id)
        .join(Event, Event.id == EventFlow.event_id)
        .where(Event.producer_id == producer_id),
    )
    return events.list_descendant_ids(session.scalars(own).all())


def list_batches_showing_area(area_id: int) -> list[int]:
    """Batches harvested there, and what came of them."""
    return events.list_batch_ids_from_area(area_id)
