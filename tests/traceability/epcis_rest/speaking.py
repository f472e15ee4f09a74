"""Sending events in, as a client of a seller does."""

import json
from typing import Any

from werkzeug.test import TestResponse

from catalog.products.models import Product
from tests.visitor import Visitor


def sell(visitor: Visitor, product: Product) -> None:
    visitor.sign_in("epcis.capture", producer_ids=(product.producer_id or 0,))


def send(visitor: Visitor, document: Any, status: int = 202, **headers: str) -> TestResponse:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    headers = {"Content-Type": "application/ld+json", **headers}
    return visitor.raw("/epcis/capture", status, "POST", data=raw, headers=headers)
