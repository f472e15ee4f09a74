"""The product of the documents, and whose it is."""

import pytest
from sqlalchemy import Connection

from catalog.producers.models import Producer
from catalog.products.models import Product
from tests.factories.catalog import make_product
from tests.traceability.epcis.documents import GTIN


@pytest.fixture
def product(db: Connection) -> Product:
    return make_product(gtin=GTIN)


@pytest.fixture
def producer(product: Product) -> Producer:
    assert product.producer
    return product.producer
