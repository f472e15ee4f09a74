"""Reads of host names."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.kernel.db import session
from catalog.producers.models import Producer
from storefront.hosts.errors import NoSuchHost
from storefront.hosts.models import OwnHost
from storefront.hosts.rules import LIVING, HostState

PER_PAGE = 50


def find_slug(host: str) -> str | None:
    """Whose page this host shows now: confirmed, and of a shop that may sell. One query."""
    return session.scalar(
        select(Producer.slug)
        .join(OwnHost, OwnHost.producer_id == Producer.id)
        .where(
            OwnHost.host == host,
            OwnHost.state == HostState.CONFIRMED,
            Producer.is_listed,
            Producer.verified_on.is_not(None),
        )
    )


def find_living(producer_id: int) -> OwnHost | None:
    """The name a producer has or asks for."""
    living = [state.value for state in LIVING]
    query = select(OwnHost).where(OwnHost.producer_id == producer_id, OwnHost.state.in_(living))
    return session.scalar(query.execution_options(populate_existing=True))


def find_last(producer_id: int) -> OwnHost | None:
    """The newest row of a producer, whatever became of it."""
    query = select(OwnHost).where(OwnHost.producer_id == producer_id)
    return session.scalar(query.order_by(OwnHost.id.desc()).limit(1))


def is_taken(host: str) -> bool:
    """Whether somebody has this name."""
    query = select(OwnHost.id).where(OwnHost.host == host, OwnHost.state == HostState.CONFIRMED)
    return session.scalar(query) is not None


def get_host(host_id: int, *, lock: bool = False) -> OwnHost:
    """A row, or NoSuchHost. `lock` holds it until the commit."""
    query = select(OwnHost).where(OwnHost.id == host_id).options(joinedload(OwnHost.producer))
    if lock:
        query = query.with_for_update(of=OwnHost)
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchHost
    return found


def list_hosts(page: int) -> list[OwnHost]:
    """One page: those that wait first, then by the last act."""
    query = (
        select(OwnHost)
        .options(joinedload(OwnHost.producer))
        .order_by((OwnHost.state == HostState.ASKED).desc(), OwnHost.id.desc())
    )
    return list(session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)))
