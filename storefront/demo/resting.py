"""A shop that will close for some days, goods that come back tomorrow, a price with its reason."""

from datetime import timedelta

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products import service as products
from catalog.products.models import Product, Variant
from catalog.products.rules import PriceReason, reason_text
from storefront.closures import service as closures
from storefront.demo.days import Days

AWAY = "to-hop-tac-minh-hoa-kim-son"
PAUSED = "khan-tho-cam-det-tay"
DEARER = "mat-ong-nghe"


def add_rest(days: Days) -> None:
    """Seen at /ban-hang/nghi, /ban-hang/kho and /ban-hang/gia."""
    seller = session.scalars(select(Producer).where(Producer.slug == AWAY)).one()
    actor = Actor(name="Vũ Minh Họa", producer_ids=frozenset({seller.id}))
    first = days.today + timedelta(days=6)
    words = "Cả tổ đi hội chợ làng nghề, về gói hàng ngay (minh họa)."
    closures.close(actor, first, first + timedelta(days=3), words, days.now)
    paused = _variant(PAUSED)
    closures.pause(_seller(paused), paused.id, days.today + timedelta(days=1), days.now)
    dearer = _variant(DEARER)
    reason = reason_text(PriceReason.COSTS, "hũ thủy tinh lên giá")
    price = dearer.price + 5_000
    products.change_price(_seller(dearer), dearer.id, price, reason, days.moment(days.ago(2)))


def _variant(slug: str) -> Variant:
    query = select(Variant).join(Variant.product).where(Product.slug == slug)
    return session.scalars(query.order_by(Variant.position).limit(1)).one()


def _seller(variant: Variant) -> Actor:
    producer = variant.product.producer
    name = producer.representative if producer else None
    return Actor(name=name or "Minh họa", producer_ids=frozenset({producer.id} if producer else ()))
