"""A producer's person at a phone, in front of lots as values: rows do not outlive a visit."""

from dataclasses import dataclass

import pytest

from tests.traceability.events.mill import Mill
from tests.visitor import Visitor

RIGHTS = (
    "seller.see",
    "batches.see",
    "batches.open",
    "batches.release",
    "events.record",
    "events.correct",
    "events.confirm",
)


@dataclass(frozen=True)
class Yard:
    """A mill by its codes: 100 kg of harvest, an empty lot for flour, 160 packs."""

    producer_id: int
    harvest: str
    harvest_id: int
    flour: str
    packs: str
    packs_id: int

    def url(self, *parts: str) -> str:
        return "/".join(("/ban-hang/lo", *parts))


@pytest.fixture
def yard(db: object) -> Yard:
    mill = Mill()
    return Yard(
        mill.producer_id,
        mill.harvest.code,
        mill.harvest.id,
        mill.flour.code,
        mill.packs.code,
        mill.packs.id,
    )


@pytest.fixture
def seller(visitor: Visitor, yard: Yard) -> Visitor:
    visitor.sign_in(*RIGHTS, producer_ids=(yard.producer_id,))
    return visitor
