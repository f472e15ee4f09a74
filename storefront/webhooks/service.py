"""Writes of webhooks: endpoints and their secrets, news in the transaction of what happened."""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from catalog.kernel import audit, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from catalog.kernel.sealing import seal
from catalog.products.models import Product, Variant
from storefront.deadlines import queries as deadlines
from storefront.deadlines import rules as times
from storefront.deadlines.rules import What
from storefront.webhooks import queries, rules
from storefront.webhooks.errors import (
    BodyGone,
    NotAnAddress,
    NothingChosen,
    StillOnItsWay,
    TooManyEndpoints,
)
from storefront.webhooks.models import (
    OffSaleTold,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookSecret,
)
from storefront.webhooks.rules import Kind, State

TOPIC = "webhooks.deliver"
SEALED_FOR = "webhooks"


@dataclass(frozen=True)
class NewEndpoint:
    """What somebody enters."""

    owner: int | None
    name: str
    url: str
    kinds: Sequence[str]


def add_endpoint(
    actor: Actor, new: NewEndpoint, key: str, now: datetime, *, is_demo: bool
) -> tuple[WebhookEndpoint, str]:
    """Tell a machine from now on; returns it and its secret, which is shown this once.

    `key` is SECRET_KEY. Raises NotAnAddress, NothingChosen, TooManyEndpoints.
    """
    if fault := rules.find_fault(new.url, is_demo=is_demo):
        raise NotAnAddress(fault)
    kinds = [one.value for one in rules.OFFERED if one.value in new.kinds]
    if not kinds:
        raise NothingChosen
    if queries.count_open(new.owner) >= rules.MOST_ENDPOINTS:
        raise TooManyEndpoints
    endpoint = WebhookEndpoint(
        producer_id=new.owner,
        name=new.name,
        url=new.url,
        kinds=kinds,
        created_at=now,
        created_by=actor.name,
    )
    session.add(endpoint)
    _tell_anew(new.owner)
    session.flush()  # gives the id its secret hangs on
    secret = _new_secret(endpoint, key, now)
    audit.record(actor, "webhooks.add", endpoint, f"Thêm kết nối “{new.name}” tới {new.url}.")
    return endpoint, secret


def rotate(actor: Actor, owner: int | None, endpoint_id: int, key: str, now: datetime) -> str:
    """A new secret, shown this once; the one before signs too until its overlap is over."""
    endpoint = queries.get_endpoint(owner, endpoint_id, lock=True)
    overlap = deadlines.find(What.SECRET_OVERLAP, local_date(now))
    for one in endpoint.secrets:
        if one.ends_at is None:
            one.ends_at = times.ends(overlap, now)
    secret = _new_secret(endpoint, key, now)
    audit.record(actor, "webhooks.rotate", endpoint, f"Đổi khóa của kết nối “{endpoint.name}”.")
    return secret


def _new_secret(endpoint: WebhookEndpoint, key: str, now: datetime) -> str:
    secret = f"whsec_{secrets.token_urlsafe(32)}"
    sealed = seal(key, SEALED_FOR, secret)
    session.add(WebhookSecret(endpoint_id=endpoint.id, sealed=sealed, created_at=now))
    return secret


def close_endpoint(actor: Actor, owner: int | None, endpoint_id: int, now: datetime) -> None:
    """Tell the machine no more; what is under way is given up at its next try."""
    endpoint = queries.get_endpoint(owner, endpoint_id, lock=True)
    endpoint.closed_at = endpoint.closed_at or now
    audit.record(actor, "webhooks.close", endpoint, f"Tắt kết nối “{endpoint.name}”.")


def ping(actor: Actor, owner: int | None, endpoint_id: int, now: datetime) -> None:
    """Send a piece of news that says nothing, to try the connection."""
    endpoint = queries.get_endpoint(owner, endpoint_id)
    _tell([endpoint], Kind.PING, "", {}, now)
    audit.record(actor, "webhooks.ping", endpoint, f"Gửi tin thử tới kết nối “{endpoint.name}”.")


def _tell_anew(owner: int | None) -> None:
    """Forget what was told to be off sale: whoever connects now has not heard it."""
    told = delete(OffSaleTold)
    if owner is not None:
        own = select(Variant.id).join(Variant.product).where(Product.producer_id == owner)
        told = told.where(OffSaleTold.variant_id.in_(own))
    session.execute(told)


def announce(
    kind: Kind, producer_ids: Iterable[int], subject: str, data: dict[str, Any], now: datetime
) -> None:
    """Tell everybody who wants such news of these producers, in the running transaction."""
    _tell(queries.list_told(sorted(set(producer_ids)), kind), kind, subject, data, now)


def _tell(
    endpoints: Iterable[WebhookEndpoint],
    kind: Kind,
    subject: str,
    data: dict[str, Any],
    now: datetime,
) -> None:
    event_id = f"evt_{secrets.token_hex(12)}"
    body = json.dumps(
        {
            "id": event_id,
            "type": kind.value,
            "api_version": rules.API_VERSION,
            "created": now.isoformat(timespec="seconds"),
            "data": data,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    for endpoint in endpoints:
        row = WebhookDelivery(
            endpoint_id=endpoint.id,
            event_id=event_id,
            kind=kind.value,
            subject=subject,
            body=body,
            state=State.WAITING.value,
            log=[],
            created_at=now,
            next_at=now,
        )
        session.add(row)
        session.flush()  # gives the id the outbox names
        _enqueue(row, now)


def _enqueue(row: WebhookDelivery, at: datetime) -> None:
    outbox.enqueue(TOPIC, f"{row.id}/{row.attempts}", {"delivery": row.id}, at)


@dataclass(frozen=True)
class Outcome:
    """What came of a try. `is_final`: another one would not help."""

    is_taken: bool
    said: str
    is_final: bool = False


def note(delivery_id: int, outcome: Outcome, now: datetime) -> None:
    """Write down what came of a try; in vain, the next one is queued, or a person decides."""
    row = queries.find_waiting(delivery_id)
    if row is None:
        return
    row.attempts += 1
    entry = {"at": now.isoformat(timespec="seconds"), "said": outcome.said[:200]}
    row.log = [*row.log, entry][-rules.LONGEST_LOG :]
    wait = None if outcome.is_final else rules.wait_after(row.attempts)
    if outcome.is_taken:
        row.state, row.next_at, row.closed_at = State.DELIVERED.value, None, now
    elif wait is None:
        row.state, row.next_at, row.closed_at = State.DEAD.value, None, now
    else:
        row.next_at = now + wait
        _enqueue(row, row.next_at)


def replay(actor: Actor, owner: int | None, delivery_id: int, now: datetime) -> WebhookDelivery:
    """Send news again with the same event id. Raises StillOnItsWay, BodyGone."""
    row = queries.get_delivery(owner, delivery_id)
    if row.state == State.WAITING:
        raise StillOnItsWay
    if row.body is None:
        raise BodyGone
    row.state, row.attempts, row.next_at, row.closed_at = State.WAITING.value, 0, now, None
    session.flush()
    outbox.enqueue(TOPIC, f"{row.id}/again/{now.timestamp()}", {"delivery": row.id}, now)
    audit.record(actor, "webhooks.replay", row, f"Gửi lại tin {row.kind} {row.event_id}.")
    return row


def forget_before(bodies: datetime | None, lines: datetime | None, now: datetime) -> int:
    """Empty old bodies, drop old lines and ended secrets; returns how many bodies went.

    Without a moment they stay.
    """
    session.execute(delete(WebhookSecret).where(WebhookSecret.ends_at < now))
    if lines:
        session.execute(delete(WebhookDelivery).where(WebhookDelivery.closed_at < lines))
    if bodies is None:
        return 0
    gone = update(WebhookDelivery).where(
        WebhookDelivery.closed_at < bodies, WebhookDelivery.body.is_not(None)
    )
    emptied = session.execute(gone.values(body=None).execution_options(synchronize_session=False))
    return rows_changed(emptied)
