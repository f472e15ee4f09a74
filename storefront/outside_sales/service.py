"""Other floors' orders: tried first, then written whole or not at all."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.sheets import name_of, read_sheet
from catalog.kernel.text import fold, nfc
from catalog.producers.queries import get_producer_by_id
from storefront.floors import reference
from storefront.inventory import queries as stock
from storefront.inventory import service as inventory
from storefront.outside_sales import queries, rules
from storefront.outside_sales.errors import (
    BatchStopped,
    ColumnsMissing,
    ColumnsUnknown,
    CountedSince,
    NoFloor,
    NothingNew,
    StockChanged,
    TakenBackBefore,
)
from storefront.outside_sales.models import FloorLayout, OutsideLine, OutsideSale
from storefront.outside_sales.rules import KIND, Outcome, Refused, Row, Sold, Wanted
from storefront.tried import service as tried


@dataclass(frozen=True)
class Tried:
    """What would happen, row by row, and where the rows wait; None: nothing there to write."""

    outcomes: Sequence[Outcome]
    floor: str
    tried_id: int | None
    is_guessed: bool


def floor_name(given: str) -> str:
    """A floor as it is called: "shopee" is Shopee. Raises NoFloor."""
    name = nfc(given)
    if not 0 < len(name) <= rules.LONGEST_FLOOR:
        raise NoFloor
    known = (one.name for one in reference.floors() if fold(one.name) == fold(name))
    return next(known, name)


def try_file(actor: Actor, producer_id: int, floor: str, data: bytes, now: datetime) -> Tried:
    """Say what each row would do. Of the file only the cells that are needed are kept, for a day.

    Refused: NotFound, NoFloor, ColumnsUnknown, and what the kernel's sheets cannot read.
    """
    _let(actor, producer_id)
    name = floor_name(floor)
    sheet = read_sheet(data)
    columns = rules.columns_of(sheet.names, queries.remembered(producer_id, fold(name)))
    if columns is None:
        raise ColumnsUnknown([one for one in sheet.headings if one])
    rows = rules.needed(sheet.rows, columns)
    outcomes = _plan(producer_id, name, rows, now)
    tried_id = None
    if is_writable(outcomes):
        kept = tried.keep(
            actor,
            KIND,
            f"producer:{producer_id}",
            tried.digest_of(data),
            {"floor": name, "producer_id": producer_id},
            [asdict(row) for row in rows],
            now,
        )
        tried_id = kept.id
    return Tried(outcomes, name, tried_id, sheet.is_guessed)


def is_writable(outcomes: Sequence[Outcome]) -> bool:
    """Whole or not at all: nothing is refused, and something is new."""
    return not any(isinstance(one, Refused) for one in outcomes) and any(
        isinstance(one, Sold) for one in outcomes
    )


def write(actor: Actor, tried_id: int, now: datetime) -> int:
    """Write what was tried: orders, their batches, the stock. Says how many orders.

    Refused: NotFound, TriedTooLongAgo, WrittenBefore, StockChanged, NothingNew.
    """
    kept = tried.take(actor, tried_id, KIND, now)
    producer_id, floor = int(kept.about["producer_id"]), str(kept.about["floor"])
    _let(actor, producer_id)
    get_producer_by_id(producer_id, lock=True)  # two files with the same order queue up here
    rows = [Row(**row) for row in kept.rows]
    tried.forget_rows(kept)
    outcomes = _plan(producer_id, floor, rows, now, lock=True)
    if any(isinstance(one, Refused) for one in outcomes):
        raise StockChanged
    sold = [one for one in outcomes if isinstance(one, Sold)]
    if not sold:
        raise NothingNew
    return _write(actor, producer_id, floor, sold, now)


def _write(actor: Actor, producer_id: int, floor: str, sold: Sequence[Sold], now: datetime) -> int:
    sales: dict[str, OutsideSale] = {}
    for one in sold:
        number = one.wanted.row.number
        sale = sales.get(number)
        if sale is None:
            sale = sales[number] = OutsideSale(
                producer_id=producer_id,
                floor=floor,
                floor_key=fold(floor),
                number=number,
                sold_on=one.wanted.day,
                entered_by=actor.name,
                entered_at=now,
            )
            session.add(sale)
        sale.lines.extend(
            OutsideLine(stock_item_id=batch.item_id, quantity=quantity)
            for batch, quantity in one.picks
        )
    session.flush()
    for number, sale in sales.items():
        lines = [(line.stock_item_id, line.quantity) for line in sale.lines]
        inventory.sell_elsewhere(actor, lines, f"{floor}, {number}", now)
        sentence = f"Ghi đơn {number} bán ở {floor}: {sum(line[1] for line in lines)} đơn vị."
        audit.record(actor, "outside_sales.write", sale, sentence)
    return len(sales)


def take_back(actor: Actor, sale_id: int, now: datetime) -> OutsideSale:
    """Undo an order that was entered by mistake: its units lie in stock again.

    Refused: NotFound, TakenBackBefore, BatchStopped, CountedSince.
    """
    sale = queries.get_own_sale(actor, sale_id)
    get_producer_by_id(sale.producer_id, lock=True)  # of two presses the later waits here
    session.refresh(sale)
    if sale.taken_back_at:
        raise TakenBackBefore
    stock.hold_stock({line.stock_item.variant_id for line in sale.lines})
    items = {line.stock_item_id for line in sale.lines}
    if stock.has_stopped(items):
        raise BatchStopped
    if stock.is_counted_since(items, sale.entered_at):
        raise CountedSince
    lines = [(line.stock_item_id, line.quantity) for line in sale.lines]
    inventory.bring_back(actor, lines, f"{sale.floor}, {sale.number}", now)
    sale.taken_back_at, sale.taken_back_by = now, actor.name
    units = sum(quantity for _, quantity in lines)
    sentence = f"Bỏ đơn {sale.number} của {sale.floor} ghi nhầm: {units} đơn vị về kho."
    audit.record(actor, "outside_sales.take_back", sale, sentence)
    return sale


def _plan(
    producer_id: int, floor: str, rows: Sequence[Row], now: datetime, *, lock: bool = False
) -> list[Outcome]:
    known = queries.known_numbers(producer_id, fold(floor), {row.number for row in rows})
    goods = queries.goods_by_name(producer_id)
    judged = rules.judge(rows, goods, known, clock.local_date(now))
    wanted = sorted({one.variant_id for one in judged if isinstance(one, Wanted)})
    if lock:
        stock.hold_stock(wanted)
    return rules.share_out(judged, stock.stock_of(wanted, now))


def remember_columns(
    actor: Actor, producer_id: int, floor: str, columns: dict[str, str], now: datetime
) -> None:
    """Keep which column is which for a floor; the headings as code knows them.

    Refused: NotFound, NoFloor, ColumnsMissing.
    """
    _let(actor, producer_id)
    name = floor_name(floor)
    named = {ours: name_of(theirs) for ours, theirs in columns.items() if ours in rules.COLUMNS}
    if not set(rules.NEEDED) <= named.keys() or len(set(named.values())) != len(named):
        raise ColumnsMissing
    session.execute(
        delete(FloorLayout).where(
            FloorLayout.producer_id == producer_id, FloorLayout.floor_key == fold(name)
        )
    )
    layout = FloorLayout(
        producer_id=producer_id,
        floor_key=fold(name),
        columns=named,
        saved_by=actor.name,
        saved_at=now,
    )
    session.add(layout)
    session.flush()
    audit.record(actor, "outside_sales.layout", layout, f"Ghi cách đọc tệp của {name}.")


def _let(actor: Actor, producer_id: int) -> None:
    if not actor.works_for(producer_id):
        raise NotFound
