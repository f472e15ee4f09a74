"""The consumer of service.TOPIC: seals one message for one browser and hands it to its service."""

import json
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from flask import current_app

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.config import Config
from storefront.push import labels, queries, rules, service
from storefront.push.errors import Busy
from storefront.push.providers import service_for
from storefront.push.rules import Target


def consume(payload: dict[str, Any]) -> None:
    """Send once. Raises Busy where another try may help; a browser that is gone is forgotten."""
    config: Config = current_app.extensions["ocop_config"]
    now = clock.now()
    row = queries.find_live(payload["subscription"], now)
    if row is None:
        return
    number = row.id
    target = Target(row.endpoint, row.browser_key, row.secret)
    said = labels.MESSAGES[payload["kind"]]
    text = json.dumps(
        {"title": str(said[0]), "body": str(said[1]), "url": payload["url"]}, ensure_ascii=False
    ).encode()
    body = rules.seal(text, target, ec.generate_private_key(rules.CURVE), os.urandom(16))
    status = service_for(config).send(target.endpoint, body, _heads(config, target))
    if status in rules.GONE:
        with transaction():
            service.forget(number)
    elif status == 429 or status >= 500:
        raise Busy(f"push service: {status}")
    elif status < 300:
        with transaction():
            service.note_told(number, now)
    else:
        current_app.logger.warning("push refused: %s", status)


def _heads(config: Config, target: Target) -> dict[str, str]:
    until = int(clock.now().timestamp()) + rules.LIFE_SECONDS
    key = rules.private_key(config.vapid_key)
    return {
        "Authorization": rules.authorization(target.endpoint, key, config.public_url, until),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(rules.LIFE_SECONDS),
        "Urgency": "high",
    }
