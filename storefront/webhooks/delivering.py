"""The consumer of service.TOPIC: one try of one piece of news, between two transactions."""

from typing import Any

from flask import current_app

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.sealing import SealBroken, unseal
from storefront.config import Config
from storefront.webhooks import queries, rules, service
from storefront.webhooks.models import WebhookDelivery
from storefront.webhooks.providers import http
from storefront.webhooks.service import Outcome


def consume(payload: dict[str, Any]) -> None:
    """Send once and write down what came of it. The same event id tells a copy."""
    config: Config = current_app.extensions["ocop_config"]
    row = queries.find_waiting(payload["delivery"])
    if row is None:
        return
    number = row.id
    outcome = _send(row, config)
    with transaction():
        service.note(number, outcome, clock.now())


def _send(row: WebhookDelivery, config: Config) -> Outcome:
    if row.endpoint.closed_at or row.body is None:
        return Outcome(False, "closed", is_final=True)
    try:
        heads = _heads(row, config)
    except SealBroken:
        return Outcome(False, "SECRET_KEY", is_final=True)
    is_demo = config.demo or config.testing
    try:
        status = http.post(row.endpoint.url, row.body.encode(), heads, is_demo=is_demo)
    except http.NotAllowed as error:
        return Outcome(False, str(error))
    except http.NotReached as error:
        return Outcome(False, str(error))
    return Outcome(rules.is_taken(status), str(status))


def _heads(row: WebhookDelivery, config: Config) -> dict[str, str]:
    now = clock.now()
    secrets = [
        unseal(config.secret_key, service.SEALED_FOR, one.sealed)
        for one in reversed(row.endpoint.secrets)
        if one.ends_at is None or one.ends_at > now
    ]
    body = (row.body or "").encode()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"ChoXa-Webhooks/{rules.API_VERSION}",
        "X-OCOP-Event-Id": row.event_id,
        "X-OCOP-Event-Type": row.kind,
        "X-OCOP-Api-Version": rules.API_VERSION,
        "X-OCOP-Signature": rules.sign(secrets, int(now.timestamp()), row.event_id, body),
    }
