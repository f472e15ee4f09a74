"""Files of photos: gone once no draft shows them, never before."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from flask import Flask

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.files import KINDS, Picture
from storefront.listing import drafting, errors, housekeeping, photos
from storefront.listing.rules import MOST_DRAFTS, MOST_PHOTOS
from tests.factories.catalog import TODAY, load_rubrics, make_producer
from tests.storefront.listing.test_seller_views import START, jpeg, sent
from tests.visitor import Visitor

OLD = timedelta(days=2)


@pytest.fixture
def seller(app: Flask, visitor: Visitor) -> Iterator[Visitor]:
    load_rubrics()
    producer = make_producer(verified_on=TODAY)
    visitor.sign_in("products.edit", producer_ids=(producer.id,))
    with app.app_context():
        yield visitor


def kept(picture: Picture) -> list[Path]:
    return list(photos.store().folder.glob(f"*/{picture.digest}-*"))


def files() -> int:
    return len(list(photos.store().folder.glob("*/*")))


def new_photo() -> Picture:
    return photos.store().keep(jpeg(f"#{token_hex(3)}"))


def age(picture: Picture) -> None:
    then = (clock.now() - OLD).timestamp()
    for one in kept(picture):
        os.utime(one, (then, then))


def name(picture: Picture) -> str:
    """A draft that shows it: its key."""
    key, producer = token_hex(16), make_producer()
    actor = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({producer.id}))
    with transaction():
        drafting.begin(actor, key, clock.now())
        drafting.add_photos(actor, key, [picture], clock.now())
        photos.stand_by([picture])
    return key


def test_photos_too_many_leave_no_files(seller: Visitor) -> None:
    before = files()
    many = [jpeg(f"#{token_hex(3)}") for _ in range(MOST_PHOTOS + 1)]
    assert "Nhiều nhất 6 ảnh" in seller.post(START, 422, **sent(*many, key=token_hex(16)))
    assert files() == before


def test_photos_of_a_draft_too_many_leave_no_files(seller: Visitor) -> None:
    for number in range(MOST_DRAFTS):
        seller.post(START, **sent(jpeg(f"#0000{number:02}"), key=token_hex(16)))
    before = files()
    seller.post(START, 422, **sent(jpeg("#123456"), key=token_hex(16)))
    assert files() == before


def test_photos_sent_under_the_key_of_somebody_else_leave_no_files(seller: Visitor) -> None:
    key = name(new_photo())
    before = files()
    seller.post(START, 404, **sent(jpeg("#123457"), key=key))
    assert files() == before


def test_what_no_draft_came_to_name_is_swept_after_a_day(seller: Visitor) -> None:
    left, fresh, named = new_photo(), new_photo(), new_photo()
    name(named)
    age(left)
    age(named)
    housekeeping.sweep()
    assert not kept(left)
    assert kept(fresh)
    assert kept(named)


def test_a_photo_that_another_draft_shows_meanwhile_stays(seller: Visitor) -> None:
    picture = new_photo()
    name(picture)
    with transaction():
        assert photos.let_go([picture.digest]) == 0
    assert kept(picture)


def test_a_draft_never_names_a_photo_that_is_gone(seller: Visitor) -> None:
    picture = new_photo()
    with transaction():
        photos.let_go([picture.digest])
    with pytest.raises(errors.PhotoGone):
        name(picture)


def test_a_photo_in_part_deleted_is_kept_anew(seller: Visitor) -> None:
    data = jpeg("#654321")
    picture = photos.store().keep(data)
    kept(picture)[0].unlink()  # somebody was stopped in the middle of deleting it
    photos.store().keep(data)
    name(picture)
    assert len(kept(picture)) == len(KINDS)
