"""Writes of requests of stars: a seller asks, an officer attaches, enters or says why not."""

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from catalog.certification import decisions
from catalog.certification.errors import DateOutOfRange, DecisionUnreadable
from catalog.certification.queries import standing_of
from catalog.certification.service.moving import move_recognitions
from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.queries import get_producer_by_id
from catalog.products.models import Product
from catalog.products.queries import get_product_by_id, hold_products
from catalog.products.service import own_product
from storefront.accounts.models import Account
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.star_requests import errors, queries
from storefront.star_requests.models import StarRequest
from storefront.star_requests.queries import Candidate
from storefront.star_requests.rules import State, Whose


def ask(
    actor: Actor, product_id: int, number: str, decided_on: date | None, now: datetime
) -> StarRequest:
    """Say by which decision own goods were recognised. Sent twice it is one request.

    Refused: NotFound, DecisionUnreadable, DateOutOfRange, StarsShown, AlreadyAsked.
    """
    today = local_date(now)
    read = decisions.read_number(number)
    if read is None:
        raise DecisionUnreadable
    if decided_on is not None and not decisions.is_reasonable(decided_on, today):
        raise DateOutOfRange
    product = own_product(actor, product_id)
    if product.producer_id is None:
        raise NotFound
    if standing_of(product_id, today).shows_stars:
        raise errors.StarsShown
    if (waits := queries.find_waiting(product_id)) is not None:
        return _the_same(waits, read)
    made = StarRequest(
        product_id=product_id,
        producer_id=product.producer_id,
        decision_number=read,
        decided_on=decided_on,
        state=State.WAITING.value,
        asked_by=actor.name,
        asked_by_id=actor.id,
        asked_at=now,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        known = queries.find_waiting(product_id)
        if known is None:
            raise
        return _the_same(known, read)
    sentence = f"Xin gắn sao cho {product.name} theo QĐ {read}."
    audit.record(actor, "star_requests.ask", made, sentence)
    return made


def withdraw(actor: Actor, product_id: int, now: datetime) -> None:
    """Take back what waits for own goods, for instance a wrong number. Twice is once.

    Refused: NotFound, AlreadyAnswered.
    """
    product = own_product(actor, product_id)
    newest = queries.find_newest(product.id)
    if newest is None:
        raise NotFound
    asked = queries.get_request(newest.id, lock=True)
    if asked.state == State.WITHDRAWN:
        return
    if asked.state != State.WAITING:
        raise errors.AlreadyAnswered
    _answer(asked, actor, State.WITHDRAWN, now)
    sentence = f"Rút yêu cầu gắn sao cho {product.name} theo QĐ {asked.decision_number}."
    audit.record(actor, "star_requests.withdraw", asked, sentence)


def attach(
    actor: Actor, request_id: int, source_id: int, now: datetime, *, is_confirmed: bool
) -> StarRequest:
    """An officer gives the product what a record of the register is recognised for.

    Refused: NotFound, AlreadyAnswered, OwnGoods, ChangedHands, NotACandidate, SoldAlready,
    OthersProduct, NotConfirmed, and what certification refuses.
    """
    # Products before the request, as whoever enters a recognition holds them.
    source, target = _held(queries.get_request(request_id), source_id)
    asked = _open(actor, request_id)
    if target.producer_id != asked.producer_id:
        raise errors.ChangedHands
    found = queries.find_candidate(asked, source_id, local_date(now))
    if found is None:
        raise errors.NotACandidate
    _refuse(found)
    if found.whose is not Whose.SAME and not is_confirmed:
        raise errors.NotConfirmed
    _answer(asked, actor, State.ATTACHED, now)
    move_recognitions(actor, source, target, _why(asked, found), now)
    _tell(asked, now)
    return asked


def refuse(actor: Actor, request_id: int, reason: str, now: datetime) -> StarRequest:
    """It cannot be attached; the seller reads why. Refused: NotFound, AlreadyAnswered, OwnGoods."""
    asked = _open(actor, request_id)
    _answer(asked, actor, State.REFUSED, now, reason)
    sentence = f"Chưa gắn sao cho {asked.product.name}: {reason}"
    audit.record(actor, "star_requests.refuse", asked, sentence)
    _tell(asked, now)
    return asked


def follow(product_id: int, now: datetime) -> None:
    """A recognition was entered: the request that named its decision is answered by it."""
    asked = queries.find_waiting(product_id)
    if asked is None:
        return
    entered = queries.find_entered(product_id, asked.decision_number)
    if entered is None:
        return
    asked.state, asked.answered_by, asked.answered_at = State.ENTERED.value, entered.entered_by, now
    _tell(asked, now)


def _the_same(waits: StarRequest, number: str) -> StarRequest:
    if waits.decision_number != number:
        raise errors.AlreadyAsked
    return waits


def _open(actor: Actor, request_id: int) -> StarRequest:
    asked = queries.get_request(request_id, lock=True)
    if asked.state != State.WAITING:
        raise errors.AlreadyAnswered
    if queries.works_there(actor.id, asked.producer_id):
        raise errors.OwnGoods
    return asked


def _held(asked: StarRequest, source_id: int) -> tuple[Product, Product]:
    """Both products until the commit; and the producer of the register, so that nobody takes it
    over meanwhile.
    """
    owner_id = get_product_by_id(source_id).producer_id
    if owner_id is not None:
        get_producer_by_id(owner_id, lock=True)
    hold_products({source_id, asked.product_id})
    source = get_product_by_id(source_id, lock=True)
    if source.producer_id != owner_id:
        raise errors.NotACandidate
    return source, get_product_by_id(asked.product_id, lock=True)


def _refuse(found: Candidate) -> None:
    if found.obstacle == "other":
        raise errors.OthersProduct
    if found.obstacle:
        raise errors.SoldAlready


def _why(asked: StarRequest, found: Candidate) -> str:
    said = f"Người bán nêu QĐ {asked.decision_number}."
    if found.whose is Whose.SAME:
        return said
    owner = found.product.producer.name if found.product.producer else "chưa rõ chủ thể"
    return f"{said} Sổ ghi chủ thể: {owner}; cán bộ đã xem giấy và xác nhận là cùng một cơ sở."


def _answer(
    asked: StarRequest, actor: Actor, state: State, now: datetime, reason: str | None = None
) -> None:
    asked.state, asked.reason = state.value, reason
    asked.answered_by, asked.answered_at = actor.name, now
    session.flush()


def _tell(asked: StarRequest, now: datetime) -> None:
    """Whoever asked is told that there is news; what it is stands on the page of the goods."""
    account = session.get(Account, asked.asked_by_id) if asked.asked_by_id else None
    if account is None or not account.is_active or account.is_demo:
        return
    to = Recipient(account.phone, account.email)
    values = {"number": asked.product.name, "path": f"/ban-hang/hang/{asked.product_id}"}
    messages.queue(Kind.NEWS, f"stars:{asked.id}", to, values, now)
