"""Share cards nobody has drawn for long leave the disk, and come back when asked for."""

import os
from datetime import timedelta

from flask import Flask

from catalog.kernel import clock
from catalog.kernel.files import PictureStore
from storefront.media import housekeeping
from storefront.media.share_card import Shape
from storefront.sites import photos


def aged(store: PictureStore, digest: str, kind: str, days: int) -> None:
    store.write_bytes(digest, kind, b"x")
    then = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(store.path(digest, kind), (then, then))


def test_only_old_cards_are_swept(app: Flask) -> None:
    with app.app_context():
        shop, site = app.extensions["ocop_pictures"], photos.store(999_999)
        for store in (shop, site):
            for shape in Shape:
                aged(store, "a" * 32, shape, 31)
                aged(store, "b" * 32, shape, 29)
            aged(store, "a" * 32, "800.jpg", 400)
        assert housekeeping.sweep() == 4
        for store in (shop, site):
            assert not any(store.path("a" * 32, shape).exists() for shape in Shape)
            assert all(store.path("b" * 32, shape).exists() for shape in Shape)
            assert store.path("a" * 32, "800.jpg").exists(), "a photo stays"
