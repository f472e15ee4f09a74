"""Sellers with and without pages of their own."""

import io
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.producers.models import Producer
from storefront.sites import photos, service
from tests.factories.storefront import make_seller
from tests.visitor import Visitor


@pytest.fixture
def shop(app: Flask, db: Connection) -> Iterator[Producer]:
    """A verified seller, without a page of its own yet."""
    with app.app_context():
        yield make_seller(address="Làng Ngol")


@pytest.fixture
def actor(shop: Producer) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({shop.id}))


@pytest.fixture
def seller(visitor: Visitor, shop: Producer) -> Visitor:
    visitor.sign_in("sites.keep", "seller.see", producer_ids=(shop.id,))
    return visitor


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("sites.see", "sites.moderate", "desk.see", "producers.see", number=2)
    return visitor


@pytest.fixture
def write(shop: Producer, actor: Actor) -> Callable[..., None]:
    """Fill in sections and publish."""

    def fill(**words: str) -> None:
        with transaction():
            service.write(actor, shop.id, clock.now(), **words)
            service.publish(actor, shop.id, clock.now())

    return fill


def photo_file(colour: str = "green", size: tuple[int, int] = (260, 220)) -> io.BytesIO:
    """A JPEG with a place in its EXIF."""
    image = Image.new("RGB", size, colour)
    exif = image.getexif()
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    return io.BytesIO(file.getvalue())


def keep_photo(producer_id: int, colour: str = "green") -> str:
    """A photo on the disk; its digest."""
    return photos.store(producer_id).keep(photo_file(colour).getvalue()).digest
