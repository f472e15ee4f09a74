"""Writes of tracking: the number at hand-over, and the carrier's news from its file."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import DomainError
from catalog.kernel.text import fold
from storefront.orders import service as orders
from storefront.orders.models import Order, Parcel, ParcelEvent
from storefront.orders.rules import OrderStatus, Party, ReturnReason
from storefront.shipping.carrying import NEXT_STATES, Carrier, TrackState, read_tracking_number
from storefront.shipping.labels import IN_FILE
from storefront.shipping.sheets import read_rows, read_time
from storefront.tracking import errors
from storefront.tracking.labels import WHY_IN_FILE

COLUMNS = ("ma_van_don", "trang_thai", "luc")
LONGEST_PLACE = 120
SENT = (OrderStatus.HANDED_OVER.value, OrderStatus.DELIVERED.value)


@dataclass
class Taken:
    """What came of a file: rows taken, rows that were there already, refusals by line."""

    new: int = 0
    known: int = 0
    refused: list[tuple[int, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class News:
    """One row of a carrier's file."""

    line: int
    number: str
    state: TrackState
    at: datetime
    place: str | None
    reason: ReturnReason | None


def give_number(order: Order, carrier: Carrier, typed: str, actor: Actor, now: datetime) -> None:
    """Write a carrier's number on the parcel of an order, read in this transaction.

    A packed order is handed over with it. Once the carrier has spoken it stays.
    """
    number = read_tracking_number(typed)
    if number is None:
        raise errors.NumberUnreadable
    parcel = order.parcel
    if parcel is None or order.status not in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        raise errors.NotToBeNumbered
    if order.status == OrderStatus.PACKED:
        orders.change(order, OrderStatus.HANDED_OVER, Party.SELLER, actor, now)
    try:
        with session.begin_nested():
            given = session.execute(
                update(Parcel)
                .where(Parcel.id == parcel.id, Parcel.track_state.is_(None))
                .values(carrier=carrier.value, tracking_number=number)
                .execution_options(synchronize_session=False)
            )
    except IntegrityError as error:
        raise errors.NumberTaken from error
    if rows_changed(given) != 1:
        raise errors.NotToBeNumbered
    session.refresh(parcel)
    sentence = f"Đơn {order.number}: mã vận đơn {number}, {carrier.value}."
    audit.record(actor, "tracking.number", order, sentence)


def take_in(data: bytes, carrier: Carrier, actor: Actor, now: datetime) -> Taken:
    """Take a carrier's file in row by row; the same file again changes nothing.

    Columns `ma_van_don`, `trang_thai`, `luc`, and `noi` and `ly_do` if there are. Raises NotASheet,
    ColumnsMissing or TooManyRows for the file as a whole; a bad row is refused alone.
    """
    taken = Taken()
    news: list[News] = []
    for line, row in read_rows(data, COLUMNS):
        try:
            news.append(_read(line, row, now))
        except DomainError as error:
            taken.refused.append((line, error.message))
    # In the order of numbers, so that two files queue up instead of locking each other out.
    for one in sorted(news, key=lambda one: (one.number, one.at)):
        try:
            is_new = record(one, carrier, actor, now)
        except DomainError as error:
            taken.refused.append((one.line, error.message))
        else:
            taken.new += is_new
            taken.known += not is_new
    taken.refused.sort(key=lambda pair: pair[0])
    if taken.new:
        sentence = f"Nhập hành trình {carrier.value}: {taken.new} dòng mới."
        audit.record(actor, "tracking.enter", f"Carrier:{carrier.value}", sentence)
    return taken


def _read(line: int, row: dict[str, str], now: datetime) -> News:
    number = read_tracking_number(row["ma_van_don"])
    state = IN_FILE.get(fold(row["trang_thai"]))
    at = read_time(row["luc"])
    if number is None:
        raise errors.NumberUnreadable
    if state is None:
        raise errors.NotAState
    if at is None:
        raise errors.NotAMoment
    if at > now:
        raise errors.InTheFuture
    why = WHY_IN_FILE.get(fold(row.get("ly_do", "")))
    return News(line, number, state, at, row.get("noi", "")[:LONGEST_PLACE] or None, why)


def record(one: News, carrier: Carrier, actor: Actor, now: datetime) -> bool:
    """Write one piece of news; False when it was known."""
    parcel = _parcel(one.number, carrier)
    known = select(ParcelEvent.id).where(
        ParcelEvent.parcel_id == parcel.id,
        ParcelEvent.state == one.state.value,
        ParcelEvent.at == one.at,
    )
    if session.scalar(known):
        return False
    if not _moves(parcel, one):
        raise errors.GoesBack
    session.add(
        ParcelEvent(
            parcel_id=parcel.id,
            state=one.state.value,
            at=one.at,
            place=one.place,
            reason=one.reason,
            entered_by=actor.name,
            recorded_at=now,
        )
    )
    session.flush()
    return True


def _parcel(number: str, carrier: Carrier) -> Parcel:
    parcel = session.scalar(
        select(Parcel)
        .where(Parcel.carrier == carrier.value, Parcel.tracking_number == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if parcel is None:
        raise errors.NoSuchNumber
    if session.scalar(select(Order.status).where(Order.id == parcel.order_id)) not in SENT:
        raise errors.NotSentYet
    return parcel


def _moves(parcel: Parcel, one: News) -> bool:
    """Bring the parcel forward. Older news is history and moves nothing; False: impossible."""
    if parcel.track_at and one.at < parcel.track_at:
        return True
    current = TrackState(parcel.track_state) if parcel.track_state else None
    if current == one.state:
        return True
    if one.state not in NEXT_STATES[current]:
        return False
    moved = session.execute(
        update(Parcel)
        .where(
            Parcel.id == parcel.id,
            Parcel.track_state.is_(None) if current is None else Parcel.track_state == current,
        )
        .values(track_state=one.state.value, track_at=one.at)
        .execution_options(synchronize_session=False)
    )
    session.refresh(parcel)
    return rows_changed(moved) == 1
