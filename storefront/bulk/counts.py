"""A row of the sheet of counts: what lies in stock of one size from one batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.i18n import _
from catalog.products import queries as products
from catalog.products.models import Product, Variant
from storefront.bulk import rules
from storefront.bulk.errors import NoSuchStock, ThingMissing
from storefront.bulk.rules import HEADINGS, Done, Kind, State, Wanted, own_product_of
from storefront.inventory import queries as stock
from storefront.inventory import service as inventory
from storefront.inventory.models import StockItem
from storefront.inventory.rules import AdjustReason
from traceability.batches.models import Batch
from traceability.batches.rules import as_printed

KIND = Kind.COUNTS
LONGEST_NOTE = 200


def hold(wanted: Sequence[Wanted]) -> None:
    """Keep the stock of these sizes until the commit, in the order buyers take it: counted in
    the order of the file, it would be wanted by two who wait for each other.
    """
    owners = products.products_of({one.size for one in wanted if one.size})
    stock.hold_stock({one.size for one in wanted if one.size and own_product_of(one, owners)})


def take(actor: Actor, producer_id: int, cells: Mapping[str, str], now: datetime) -> Done:
    """Set the stock to what was counted; a count that is empty keeps it.

    Refused: what errors.py and inventory refuse; a sale since the sheet was taken is one.
    """
    counted = rules.whole(cells, "dem_duoc", KIND)
    if counted is None:
        return Done(State.SAME, "")
    seen = rules.whole(cells, "dang_ghi", KIND)
    if seen is None:
        raise ThingMissing(HEADINGS[KIND]["dang_ghi"])
    item = _item(producer_id, rules.whole(cells, "ma_quy_cach", KIND), cells.get("ma_lo", ""))
    if counted == item.on_hand:
        return Done(State.SAME, "")
    old, note = item.on_hand, cells.get("ghi_chu", "")[:LONGEST_NOTE] or None
    inventory.adjust(actor, item.id, counted, seen, AdjustReason.COUNTED, note, now)
    return Done(State.CHANGED, _("kho %(old)s thành %(new)s", old=old, new=counted))


def _item(producer_id: int, variant_id: int | None, code: str) -> StockItem:
    found = session.scalar(
        select(StockItem)
        .join(Batch, Batch.id == StockItem.batch_id)
        .join(Variant, Variant.id == StockItem.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(
            StockItem.variant_id == variant_id,
            Batch.code == as_printed(code),
            Product.producer_id == producer_id,
        )
    )
    if found is None:
        raise NoSuchStock
    return found
