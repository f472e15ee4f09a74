"""The consumer of service.TOPIC: carries out a request that was approved."""

from typing import Any

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.privacy import photos, service
from storefront.privacy.errors import NoSuchRequest


def consume(payload: dict[str, Any]) -> None:
    """Carry a request out; one that is done already is nothing."""
    try:
        with transaction():
            let_go = service.carry_out(payload["request"], clock.now())
    except NoSuchRequest:
        return
    photos.forget(let_go)
