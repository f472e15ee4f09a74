"""A producer to try events on."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.factories.catalog import TODAY, make_producer, make_product
from tests.factories.traceability import draft, make_batch, record
from traceability.batches.models import Batch
from traceability.events.models import Event
from traceability.events.rules import Draft, EventKind

DAY = TODAY - timedelta(days=20)


class Mill:
    """A producer with 100 kg of harvest, an empty lot for flour and one for packs."""

    def __init__(self) -> None:
        self.producer_id = make_producer().id
        self.harvest = self.lot(kind="harvest", quantity=Decimal(100))
        self.flour = self.lot(kind="intermediate", quantity=Decimal(80))
        product = make_product(producer_id=self.producer_id)
        self.packs = make_batch(product, quantity=Decimal(160))

    def lot(self, **values: Any) -> Batch:
        return make_batch(producer_id=self.producer_id, **values)

    def harvested(self, **values: Any) -> Event:
        given = {"outputs": [(self.harvest, "100 kg")], **values}
        return record(draft(EventKind.HARVEST, self.producer_id, DAY, **given))

    def milling(self, **values: Any) -> Draft:
        given = {
            "inputs": [(self.harvest, "100 kg")],
            "outputs": [(self.flour, "80 kg")],
            **values,
        }
        day = given.pop("day", DAY + timedelta(days=2))
        return draft(EventKind.PROCESS, self.producer_id, day, **given)


def make_mill(db: object) -> Mill:
    """The mill as a fixture: `mill = pytest.fixture(make_mill)`."""
    return Mill()
