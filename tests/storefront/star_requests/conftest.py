"""A producer that sells coffee without stars, and what the register has of it."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Connection

from catalog.kernel.actor import Actor
from tests.factories.accounts import make_account
from tests.factories.catalog import (
    find_set,
    load_rubrics,
    make_producer,
    make_product,
    make_recognition,
    make_variant,
)

NUMBER = "437/QĐ-UBND"


@dataclass(frozen=True)
class Shop:
    """`sold` is on the shelf without stars; `record` has them in the register and sells nothing."""

    producer: int
    sold: int
    record: int
    seller: Actor


@pytest.fixture
def shop(db: Connection) -> Shop:
    load_rubrics()
    producer = make_producer("HTX Ia Băng")
    account = make_account("Rơ Hoa", memberships=[(producer.id, "owner")])
    sold = make_product("ca phe dak doa", producer=producer, product_set_id=find_set(7).id)
    make_variant(sold)
    record = make_product("Cà phê Đak Đoa", producer=producer)
    make_recognition(record, stars=4, decision_number=NUMBER)
    seller = Actor(account.id, "Rơ Hoa", frozenset({"products.edit"}), frozenset({producer.id}))
    return Shop(producer.id, sold.id, record.id, seller)


OFFICER = Actor(id=900, name="Cán bộ Lan", permissions=frozenset({"certification.enter"}))
