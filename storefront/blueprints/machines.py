"""What other machines read and send, and the views that take what no form of ours can send."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from storefront.carriers import views as carriers
from storefront.gateways import views as gateways
from storefront.inbox import views as inbox
from traceability.epcis_rest import api_views as epcis
from traceability.ledger import views as ledger

BLUEPRINTS: tuple[Blueprint, ...] = (
    epcis.bp,
    ledger.bp,
)

WITHOUT_TOKEN: tuple[Callable[..., Any], ...] = (
    carriers.webhook,  # nothing happens without the carrier's signature
    epcis.capture,  # takes only JSON, which no form can send: docs/decisions/0068
    gateways.told,  # nothing happens without the partner's signature over the body
    inbox.webhook,  # the same
    ledger.add_checkpoint,  # takes only a note signed by a log: docs/decisions/0066
)
