"""Where an invented producer sells elsewhere, and what it sold there."""

from sqlalchemy import select, update

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.demo.days import Days
from storefront.floors import service as floors
from storefront.floors.rules import Kind
from storefront.floors.service import NewLink
from storefront.outside_sales import service as outside
from storefront.outside_sales.models import OutsideSale
from storefront.outside_sales.rules import NEEDED

PRODUCER = "hop-tac-xa-minh-hoa-ia-bang"
LINKS = (
    ("https://san.minh-hoa.example/gian-hang/ia-bang", Kind.FLOOR, 300, True),
    ("https://ia-bang.minh-hoa.example/", Kind.WEBSITE, 200, True),
    ("https://mang.minh-hoa.example/ia-bang", Kind.SOCIAL, 20, False),
)
"""Address, what it is, since how many days, whether an officer has looked."""

FLOOR, GOODS = "Sàn minh họa", "ca-phe-rang-xay-dak-doa"
SALES = (("MH-240101", 3, 2), ("MH-240102", 1, 1))
"""Order of the other floor, how many days ago, how many units."""


def add_links(days: Days) -> None:
    """Three addresses; one still waits for an officer."""
    producer = session.scalars(select(Producer).where(Producer.slug == PRODUCER)).one()
    seller = Actor(name="Minh họa", producer_ids=frozenset({producer.id}))
    for url, kind, since, is_seen in LINKS:
        link = floors.add_link(seller, producer.id, NewLink(url, kind, days.ago(since)), days.now)
        link.is_demo = True
        if is_seen:
            floors.check(Actor(name="Cán bộ minh họa Lan"), link.id, days.now)


def add_sales(days: Days) -> None:
    """Two orders of another floor, entered by the file."""
    product = session.scalars(select(Product).where(Product.slug == GOODS)).one()
    producer_id, variant_id = product.producer_id or 0, product.variants[0].id
    seller = Actor(id=0, name="Minh họa", producer_ids=frozenset({producer_id}))
    rows = [f"{number},{days.ago(ago)},{variant_id},{units}" for number, ago, units in SALES]
    data = "\n".join((",".join(NEEDED), *rows)).encode()
    found = outside.try_file(seller, producer_id, FLOOR, data, days.now)
    outside.write(seller, found.tried_id or 0, days.now)
    session.execute(update(OutsideSale).values(is_demo=True))
