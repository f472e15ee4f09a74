"""Limits of pages whose packages do not know the limiter."""

from typing import Any

from flask import Flask

from storefront.extensions import limiter


def limit_pages(app: Flask) -> None:
    """Put what the limiter returns in the place of each view: only what is called limits."""
    for endpoint, limit, methods in (
        ("places.suggest", "240 per minute", None),
        ("search.suggest", "240 per minute", None),
        ("labels.check", "30 per minute; 300 per day", ["POST"]),
        ("labels.confirm", "10 per minute; 60 per day", ["POST"]),
        ("exports_seller.for_checkvn", "20 per hour", None),
        ("exports_seller.everything", "20 per hour", None),
        ("epcis_rest.events", "120 per minute", None),
        ("epcis_rest.capture", "60 per minute; 600 per hour", ["POST"]),
        ("ledger.add_checkpoint", "60 per minute", ["POST"]),
        ("scans.case", "60 per hour; 200 per day", None),
        ("areas_seller.propose", "20 per hour; 100 per day", ["POST"]),
        ("scans.report", "10 per hour; 40 per day", ["POST"]),
    ):
        view: Any = app.view_functions[endpoint]
        app.view_functions[endpoint] = limiter.limit(limit, methods=methods)(view)
