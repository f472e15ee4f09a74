"""Writes of price sheets: judged whole, then either tried or written in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.products import queries as products_read
from catalog.products import service as products
from storefront.price_sheets import queries, rules
from storefront.price_sheets.rules import COLUMNS, NewPrice, Refusal
from storefront.shipping.sheets import read_rows


@dataclass(frozen=True)
class Taken:
    """What came of a sheet: the changes, the refusals by line, and how many rows keep theirs."""

    changes: Sequence[NewPrice]
    refused: Sequence[tuple[int, Refusal]]
    kept: int


def read(data: bytes) -> Taken:
    """Judge every row; nothing is written. Raises ColumnsMissing or NotASheet."""
    prices, seen = queries.prices(), set[int]()
    judged = [
        (line, rules.judge(line, cells, prices, seen)) for line, cells in read_rows(data, COLUMNS)
    ]
    return Taken(
        changes=[one for _, one in judged if isinstance(one, NewPrice)],
        refused=[(line, one) for line, one in judged if isinstance(one, Refusal)],
        kept=sum(one is None for _, one in judged),
    )


def write(actor: Actor, data: bytes, now: datetime) -> Taken:
    """Change each price that a good row asks for; bad rows change nothing."""
    taken = read(data)
    found = products_read.products_of({one.variant_id for one in taken.changes})
    products_read.hold_products({product for product, _ in found.values()})
    for one in sorted(taken.changes, key=lambda change: change.variant_id):
        products.change_price(actor, one.variant_id, one.new, one.reason, now)
    return taken
