"""Reads of webhooks. `owner` is the producer that asks, or None: an operator, who sees all."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.db import session
from catalog.producers.models import Producer
from storefront.webhooks.errors import NoSuchDelivery, NoSuchEndpoint
from storefront.webhooks.models import WebhookDelivery, WebhookEndpoint
from storefront.webhooks.rules import Kind, State

PER_PAGE = 50


def _owned(owner: int | None) -> ColumnElement[bool]:
    return WebhookEndpoint.producer_id == owner if owner else WebhookEndpoint.id > 0


def list_endpoints(owner: int | None) -> Sequence[WebhookEndpoint]:
    """The endpoints of one producer, or all; open ones first."""
    return session.scalars(
        select(WebhookEndpoint)
        .where(_owned(owner))
        .order_by(WebhookEndpoint.closed_at.is_not(None), WebhookEndpoint.id.desc())
        .limit(500)
    ).all()


def names_of(endpoints: Sequence[WebhookEndpoint]) -> dict[int, str]:
    """The names of the producers whose endpoints these are."""
    ids = [one.producer_id for one in endpoints if one.producer_id]
    rows = session.execute(select(Producer.id, Producer.name).where(Producer.id.in_(ids)))
    return {row.id: row.name for row in rows}


def count_open(owner: int | None) -> int:
    """How many endpoints of exactly this owner are told."""
    query = select(func.count(WebhookEndpoint.id)).where(
        WebhookEndpoint.producer_id == owner if owner else WebhookEndpoint.producer_id.is_(None),
        WebhookEndpoint.closed_at.is_(None),
    )
    return session.scalar(query) or 0


def get_endpoint(owner: int | None, endpoint_id: int, *, lock: bool = False) -> WebhookEndpoint:
    """One endpoint with its secrets, or NoSuchEndpoint; `lock` holds it until the commit."""
    query = (
        select(WebhookEndpoint)
        .where(WebhookEndpoint.id == endpoint_id, _owned(owner))
        .options(selectinload(WebhookEndpoint.secrets))
        .execution_options(populate_existing=True)
    )
    found = session.scalar(query.with_for_update(of=WebhookEndpoint) if lock else query)
    if found is None:
        raise NoSuchEndpoint
    return found


def list_told(producer_ids: Sequence[int], kind: Kind) -> list[WebhookEndpoint]:
    """The open endpoints that want such news of any of these producers."""
    rows = session.scalars(
        select(WebhookEndpoint).where(
            WebhookEndpoint.closed_at.is_(None),
            WebhookEndpoint.producer_id.in_(producer_ids) | WebhookEndpoint.producer_id.is_(None),
        )
    )
    return [one for one in rows if kind in one.kinds]


def owners_told(kind: Kind) -> set[int | None]:
    """Whose open endpoints want such news; None among them: a partner is told of everybody's."""
    rows = session.scalars(select(WebhookEndpoint).where(WebhookEndpoint.closed_at.is_(None)))
    return {one.producer_id for one in rows if kind in one.kinds}


def list_deliveries(
    owner: int | None, endpoint_id: int, page: int
) -> tuple[Sequence[WebhookDelivery], int]:
    """One page of what an endpoint was told, newest first, and how many there are."""
    get_endpoint(owner, endpoint_id)
    return _page(WebhookDelivery.endpoint_id == endpoint_id, page)


def list_dead(owner: int | None, page: int) -> tuple[Sequence[WebhookDelivery], int]:
    """One page of what was given up, newest first."""
    return _page((WebhookDelivery.state == State.DEAD.value) & _owned(owner), page)


def _page(where: ColumnElement[bool], page: int) -> tuple[Sequence[WebhookDelivery], int]:
    total = session.scalar(
        select(func.count(WebhookDelivery.id)).join(WebhookEndpoint).where(where)
    )
    rows = session.scalars(
        select(WebhookDelivery)
        .join(WebhookEndpoint)
        .where(where)
        .options(joinedload(WebhookDelivery.endpoint))
        .order_by(WebhookDelivery.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return rows, total or 0


def get_delivery(owner: int | None, delivery_id: int) -> WebhookDelivery:
    """One delivery, held until the commit; or NoSuchDelivery."""
    found = session.scalar(
        select(WebhookDelivery)
        .join(WebhookEndpoint)
        .where(WebhookDelivery.id == delivery_id, _owned(owner))
        .with_for_update(of=WebhookDelivery)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NoSuchDelivery
    return found


def find_waiting(delivery_id: int) -> WebhookDelivery | None:
    """What is still to be sent, with its endpoint and its secrets."""
    return session.scalar(
        select(WebhookDelivery)
        .where(WebhookDelivery.id == delivery_id, WebhookDelivery.state == State.WAITING.value)
        .options(joinedload(WebhookDelivery.endpoint).selectinload(WebhookEndpoint.secrets))
    )
