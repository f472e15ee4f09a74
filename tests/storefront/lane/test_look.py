"""A new look of the page puts all stored pages out of date, once."""

from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from catalog.kernel import clock
from storefront.config import Config
from storefront.lane import look
from tests.live import Words
from traceability.batches.models import Batch
from traceability.passport import pages

CODE = "CT2611-03K7M-X"


def test_stored_pages_follow_the_look(shop: Flask, make_batch: Callable[..., Batch]) -> None:
    make_batch(CODE)
    config: Config = shop.extensions["ocop_config"]
    (config.data_dir / look.REMEMBERED).unlink(missing_ok=True)
    assert look.renew(config)
    pages.make(CODE, "vi", clock.now(), lambda *_: Words("old"))
    assert not look.renew(config)
    assert pages.find_fresh(CODE, "vi", clock.now())
    assert look.renew(replace(config, shop_name="Chợ khác"))
    assert pages.find_fresh(CODE, "vi", clock.now()) is None
