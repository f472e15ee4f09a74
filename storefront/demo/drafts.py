"""Goods an invented producer has begun to list: photo and name are there, the price is not."""

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.files import Picture
from catalog.producers.models import Producer
from storefront.demo.days import Days
from storefront.listing import drafting, photos
from storefront.listing.drafting import Facts

PRODUCER = "hop-tac-xa-minh-hoa-ia-bang"
KEY = "0" * 31 + "1"


def add_draft(days: Days, pictures: dict[str, Picture]) -> None:
    """One unfinished listing, with a drawn picture as its photo."""
    producer = session.scalars(select(Producer).where(Producer.slug == PRODUCER)).one()
    seller = Actor(name="Minh họa", producer_ids=frozenset({producer.id}))
    picture = pictures["coffee"]
    photos.keep_copy(picture.digest)
    drafting.begin(seller, KEY, days.now)
    drafting.add_photos(seller, KEY, [picture], days.now)
    drafting.keep_facts(seller, KEY, Facts(name="Cà phê quà biếu"), days.now, is_whole=False)
