"""Builders of printed labels."""

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction
from catalog.products.models import Product, ProductPicture
from tests.factories.catalog import make_producer, make_product, save
from tests.factories.traceability import make_history
from traceability.batches.models import Batch
from traceability.labels import planning, printing, service
from traceability.labels.models import PrintJob
from traceability.labels.planning import Wish

ORIGIN = "https://ocop.example"


def make_described_product(**values: object) -> Product:
    """A product that tells all the law asks for, with a picture."""
    producer = make_producer(address="12 Đường Làng", registration_number="1800 (minh họa)")
    given = {
        "standard": "TCCS 01:2025",
        "trade_mark": "Trường Xuân",
        "producer": producer,
        **values,
    }
    product = make_product(**given)
    picture = {"digest": "0" * 32, "width": 800, "height": 600, "colour": "#aabbcc", "alt": "Gạo"}
    save(ProductPicture(product_id=product.id, **picture))
    return product


def make_printable(product: Product | None = None, **values: object) -> Batch:
    """A packed batch whose passport tells everything."""
    return make_history(product or make_described_product(), **values)


def order_labels(batch: Batch, wish: Wish | None = None) -> PrintJob:
    """A job that waits, ordered by the platform itself."""
    wish = wish or Wish(5)
    plan = planning.plan(batch, wish, ORIGIN, clock.today())
    with transaction():
        return service.order(SYSTEM, batch.id, wish, plan, None, clock.now())


def print_labels(batch: Batch, wish: Wish | None = None) -> PrintJob:
    """A finished job with its file."""
    return printing.carry_out(order_labels(batch, wish).id)
