"""Where an invented producer sells elsewhere."""

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from storefront.demo.days import Days
from storefront.floors import service as floors
from storefront.floors.rules import Kind
from storefront.floors.service import NewLink

PRODUCER = "hop-tac-xa-minh-hoa-ia-bang"
LINKS = (
    ("https://san.minh-hoa.example/gian-hang/ia-bang", Kind.FLOOR, 300, True),
    ("https://ia-bang.minh-hoa.example/", Kind.WEBSITE, 200, True),
    ("https://mang.minh-hoa.example/ia-bang", Kind.SOCIAL, 20, False),
)
"""Address, what it is, since how many days, whether an officer has looked."""


def add_links(days: Days) -> None:
    """Three addresses; one still waits for an officer."""
    producer = session.scalars(select(Producer).where(Producer.slug == PRODUCER)).one()
    seller = Actor(name="Minh họa", producer_ids=frozenset({producer.id}))
    for url, kind, since, is_seen in LINKS:
        link = floors.add_link(seller, producer.id, NewLink(url, kind, days.ago(since)), days.now)
        link.is_demo = True
        if is_seen:
            floors.check(Actor(name="Cán bộ minh họa Lan"), link.id, days.now)
