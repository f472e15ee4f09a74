"""Writes of invoice requests: asked, handed over, numbered, and forgotten in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from stdnum.exceptions import ValidationError
from stdnum.vn import mst

from catalog.kernel import audit
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import rows_changed, session
from storefront.invoices import queries, rules
from storefront.invoices.errors import (
    AlreadyHandedOver,
    BadTaxCode,
    NotHandedOver,
    NotSoldYet,
    NumberTaken,
    TooLate,
)
from storefront.invoices.models import InvoiceRequest
from storefront.invoices.providers.base import Issued
from storefront.invoices.rules import State
from storefront.orders.models import Order


@dataclass(frozen=True)
class Wanted:
    """Whom the invoice is made out to."""

    company_name: str
    tax_code: str
    address: str
    email: str


def ask(actor: Actor, order: Order, wanted: Wanted, now: datetime) -> InvoiceRequest:
    """Ask for an invoice, or correct what was asked. Raises BadTaxCode, TooLate,
    AlreadyHandedOver.
    """
    values = {**vars(wanted), "tax_code": read_tax_code(wanted.tax_code)}
    if not queries.may_ask(order, now):
        raise TooLate
    found = queries.find_of(order) or _open(order, values, now)
    _move(found, State.ASKED, {**values, "changed_at": now, "trouble": None}, AlreadyHandedOver)
    sentence = f"Người mua yêu cầu hóa đơn cho đơn {order.number}."
    audit.record(actor, "invoices.ask", found, sentence)
    return found


def read_tax_code(typed: str) -> str:
    """As it is written on invoices, or BadTaxCode."""
    try:
        return mst.format(mst.validate(typed))
    except ValidationError as error:
        raise BadTaxCode from error


def _open(order: Order, values: dict[str, str], now: datetime) -> InvoiceRequest:
    row = InvoiceRequest(
        order_id=order.id,
        producer_id=order.producer_id,
        key=token_urlsafe(24),
        state=State.ASKED.value,
        asked_at=now,
        changed_at=now,
        **values,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same form was sent twice at once
        return session.scalars(
            select(InvoiceRequest).where(InvoiceRequest.order_id == order.id)
        ).one()
    return row


def hand_over(actor: Actor, request: InvoiceRequest, via: str, now: datetime) -> None:
    """Give a request to the provider, or into the seller's own software: nobody changes it now.

    Raises NotSoldYet, AlreadyHandedOver.
    """
    if not rules.may_hand_over(request.order.status):
        raise NotSoldYet
    values = {
        "state": State.HANDED_OVER.value,
        "via": via,
        "handed_over_at": now,
        "ask_at": None if via == rules.BY_HAND else now,
        "tries": 0,
        "trouble": None,
    }
    _move(request, State.ASKED, values, AlreadyHandedOver)
    sentence = f"Giao yêu cầu hóa đơn của đơn {request.order.number} để lập ({via})."
    audit.record(actor, "invoices.hand-over", request, sentence)


def note_issued(actor: Actor, request: InvoiceRequest, issued: Issued, now: datetime) -> None:
    """Write down the number a provider gave. Raises NotHandedOver, NumberTaken."""
    values = {
        "state": State.ISSUED.value,
        "serial": issued.serial,
        "number": issued.number,
        "issued_on": issued.issued_on,
        "entered_by": actor.name,
        "issued_at": now,
        "ask_at": None,
        "trouble": None,
    }
    try:
        with session.begin_nested():
            _move(request, State.HANDED_OVER, values, NotHandedOver)
    except IntegrityError as error:
        raise NumberTaken from error
    sentence = (
        f"Hóa đơn {issued.serial} số {issued.number} của đơn {request.order.number}, do bên cung "
        "cấp hóa đơn đánh số."
    )
    audit.record(actor, "invoices.issue", request, sentence)


def enter_number(actor: Actor, request: InvoiceRequest, issued: Issued, now: datetime) -> None:
    """A person enters what the seller's own software gave."""
    if request.via != rules.BY_HAND:
        raise NotHandedOver
    note_issued(actor, request, issued, now)


def note_no_answer(request: InvoiceRequest, said: str, now: datetime) -> None:
    """Nobody knows whether it was made: asked again with the same key."""
    values = {
        "tries": request.tries + 1,
        "ask_at": rules.ask_again_at(request.tries, now),
        "trouble": said[: rules.LONGEST_TROUBLE],
    }
    _move(request, State.HANDED_OVER, values, NotHandedOver)


def leave_to_seller(request: InvoiceRequest) -> None:
    """The provider that had it is gone and tells no number: the seller looks there, and goes on.

    Raises NotHandedOver.
    """
    provider = request.via
    values = {"via": rules.BY_HAND, "was_via": provider, "ask_at": None}
    _move(request, State.HANDED_OVER, values, NotHandedOver)
    number = request.order.number
    sentence = f"Phần mềm hóa đơn {provider} không còn nối: đơn {number} giao lại người bán ghi số."
    audit.record(SYSTEM, "invoices.leave", request, sentence)


def note_rejected(request: InvoiceRequest, said: str) -> None:
    """No invoice was made: the buyer may correct what was asked, under a new key."""
    values = {
        "state": State.ASKED.value,
        "key": token_urlsafe(24),
        "via": None,
        "handed_over_at": None,
        "ask_at": None,
        "trouble": said[: rules.LONGEST_TROUBLE],
    }
    _move(request, State.HANDED_OVER, values, NotHandedOver)
    sentence = f"Bên cung cấp không lập hóa đơn cho đơn {request.order.number}: {said}"
    audit.record(SYSTEM, "invoices.reject", request, sentence)


def _move(
    request: InvoiceRequest,
    start: State,
    values: Mapping[str, object],
    refusal: type[AlreadyHandedOver | NotHandedOver],
) -> None:
    """Change a request that is still where the caller saw it."""
    changed = session.execute(
        update(InvoiceRequest)
        .where(InvoiceRequest.id == request.id, InvoiceRequest.state == start.value)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if not rows_changed(changed):
        raise refusal
    session.refresh(request)


def forget(order_ids: Sequence[int]) -> None:
    """Take buyers out: what led to no invoice goes; an issued one is a voucher the law keeps."""
    mine = InvoiceRequest.order_id.in_(order_ids)
    issued = InvoiceRequest.state == State.ISSUED.value
    session.execute(
        delete(InvoiceRequest).where(mine, ~issued).execution_options(synchronize_session=False)
    )
    session.execute(
        update(InvoiceRequest)
        .where(mine, issued)
        .values(email="")
        .execution_options(synchronize_session=False)
    )


def forget_issued_before(day: datetime) -> int:
    """Take buyers out of invoices whose time is over; how many those were."""
    old = (InvoiceRequest.issued_at < day, InvoiceRequest.company_name != rules.NOBODY)
    return rows_changed(
        session.execute(
            update(InvoiceRequest)
            .where(*old)
            .values(company_name=rules.NOBODY, tax_code="", address="", email="")
            .execution_options(synchronize_session=False)
        )
    )
