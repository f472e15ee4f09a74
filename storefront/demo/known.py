"""Goods an invented producer has stars for and does not sell here yet: listing offers them."""

from decimal import Decimal

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.kernel.text import fold
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductSet, Rubric
from catalog.products.models import Product
from storefront.demo.days import Days
from storefront.demo.goods import RUBRIC, recognition
from storefront.demo.source import DemoRecognition
from traceability.ledger.service import appending as ledger

PRODUCER = "hop-tac-xa-minh-hoa-ia-bang"
NAME, SLUG, SET = "Tiêu sọ Đak Đoa", "tieu-so-dak-doa", 10
GIVEN = DemoRecognition(stars=4, score=Decimal(75), ago=250, number=131)
ISSUER = "UBND tỉnh Gia Lai"


def add_known(days: Days) -> None:
    """Seen on the second screen of /ban-hang/dang-ban."""
    producer = session.scalars(select(Producer).where(Producer.slug == PRODUCER)).one()
    set_ids = select(ProductSet.id).join(Rubric, Rubric.id == ProductSet.rubric_id)
    product = Product(
        slug=SLUG,
        name=NAME,
        folded=fold(NAME),
        producer_id=producer.id,
        product_set_id=session.scalars(
            set_ids.where(Rubric.number == RUBRIC, ProductSet.number == SET)
        ).one(),
        is_demo=True,
        created_at=days.moment(days.ago(GIVEN.ago or 0)),
    )
    session.add(product)
    session.flush()
    row = recognition(GIVEN, product, ISSUER, days)
    session.add(row)
    session.flush()
    ledger.append("recognition", {row.id}, days.now)
