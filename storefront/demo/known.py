"""What the register has of invented producers and nobody sells yet."""

from decimal import Decimal

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.text import fold
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductSet, Rubric
from catalog.products.models import Product
from storefront.demo.days import Days
from storefront.demo.goods import RUBRIC, recognition
from storefront.demo.source import DemoRecognition
from storefront.star_requests import service as star_requests
from traceability.ledger.service import appending as ledger

PRODUCER = "hop-tac-xa-minh-hoa-ia-bang"
PEPPER = ("Tiêu sọ Đak Đoa", "tieu-so-dak-doa", 10)
PEPPER_GIVEN = DemoRecognition(stars=4, score=Decimal(75), ago=250, number=131)

ASKED = "chuoi-say-deo"
BANANAS = ("Chuối sấy dẻo Kế Sách", "chuoi-say-deo-ke-sach", 7)
BANANAS_GIVEN = DemoRecognition(stars=3, score=Decimal(58), ago=200, number=164)


def add_known(days: Days) -> None:
    """Goods of a producer that has stars for them: seen on the second screen of listing."""
    producer = session.scalars(select(Producer).where(Producer.slug == PRODUCER)).one()
    _add_record(PEPPER, producer.id, PEPPER_GIVEN, "UBND tỉnh Gia Lai", days)


def add_request(days: Days) -> None:
    """A seller asks for the stars of a record that says no producer; an officer finds it."""
    _add_record(BANANAS, None, BANANAS_GIVEN, "UBND thành phố Cần Thơ", days)
    sold = session.scalars(select(Product).where(Product.slug == ASKED)).one()
    seller = Actor(name="Minh họa", producer_ids=frozenset({sold.producer_id or 0}))
    number = f"{BANANAS_GIVEN.number}/QĐ-UBND"
    star_requests.ask(seller, sold.id, number, days.ago(BANANAS_GIVEN.ago or 0), days.now)


def _add_record(
    named: tuple[str, str, int],
    producer_id: int | None,
    given: DemoRecognition,
    issuer: str,
    days: Days,
) -> None:
    """`named` gives name, slug and number of the product set."""
    name, slug, number = named
    set_ids = select(ProductSet.id).join(Rubric, Rubric.id == ProductSet.rubric_id)
    product = Product(
        slug=slug,
        name=name,
        folded=fold(name),
        producer_id=producer_id,
        product_set_id=session.scalars(
            set_ids.where(Rubric.number == RUBRIC, ProductSet.number == number)
        ).one(),
        is_demo=True,
        created_at=days.moment(days.ago(given.ago or 0)),
    )
    session.add(product)
    session.flush()
    row = recognition(given, product, issuer, days)
    session.add(row)
    session.flush()
    ledger.append("recognition", {row.id}, days.now)
