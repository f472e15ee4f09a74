"""Builders of traceability: each returns a saved, valid object; a test names what it is about."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from catalog.kernel import clock
from catalog.products.models import Product
from tests.factories.catalog import TODAY, make_commune, make_producer, make_product, save
from traceability.areas.models import Area, AreaStatus
from traceability.batches import rules as batch_rules
from traceability.batches.models import Batch

_number = count(1)


def make_area(code: str = "", *, since: date = TODAY - timedelta(days=700), **values: Any) -> Area:
    """An export code granted long ago; give `statuses=[("suspended", day)]` for more history."""
    code = code or f"VN-CTOR-{next(_number):04}"
    history = [("granted", since), *values.pop("statuses", [])]
    values = {"scheme": "export", "name": "Vườn cây minh họa", "crop": "lúa", **values}
    if "commune_code" not in values:
        values["commune_code"] = make_commune().code
    area = save(Area(code=code, slug=code.lower(), **values))
    for status, day in history:
        save(
            AreaStatus(
                area_id=area.id,
                status=status,
                since=day,
                evidence="document",
                entered_by="Cán bộ Lan",
                recorded_at=clock.noon_of(day),
            )
        )
    return area


def make_batch(product: Product | None = None, **values: Any) -> Batch:
    """A packed batch of 200 pieces, released ten days ago; `kind="harvest"` for kilograms."""
    kind = values.get("kind", "packed")
    if kind == "packed" and "product_id" not in values:
        values["product_id"] = (product := product or make_product()).id
        values.setdefault("producer_id", product.producer_id)
    elif "producer_id" not in values:
        values["producer_id"] = make_producer().id
    made = values.get("packed_on") or values.get("made_on") or TODAY - timedelta(days=12)
    given = {
        "code": batch_rules.new_code("Gạo thơm", made),
        "kind": kind,
        "quantity": Decimal(200),
        "unit": "piece" if kind == "packed" else "kg",
        "unit_name": "túi 5 kg" if kind == "packed" else None,
        "material": None if kind == "packed" else "lúa tươi",
        "made_on": made,
        "packed_on": made if kind == "packed" else None,
        "best_before": made + timedelta(days=365) if kind == "packed" else None,
        "released_at": clock.noon_of(TODAY - timedelta(days=10)) if kind == "packed" else None,
        "created_at": clock.noon_of(made),
        **values,
    }
    return save(Batch(**given))
