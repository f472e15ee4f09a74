"""Invented promotions, voucher codes and wholesale prices."""

from dataclasses import dataclass

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.demo.days import Days
from storefront.pricing import service as pricing
from storefront.pricing.models import Promotion
from storefront.pricing.rules.steps import Step
from storefront.pricing.rules.terms import WHOLE, Kind, Scope
from storefront.promotions import service as promotions
from storefront.promotions.rules import NewCode, NewPromotion

CUT = "tra-vo-ca-phe"
"""The product whose seller cuts its price."""
STEPS = {
    "ca-phe-rang-xay-dak-doa": (Step(5, 95), Step(20, 90)),
    "gao-thom-truong-xuan": (Step(10, 95),),
}
"""From so many units on, one costs so many hundredths of its normal price."""


@dataclass(frozen=True)
class Offer:
    """What differs from a promotion of the platform with one code."""

    name: str
    kind: Kind
    codes: tuple[str, ...] = ()
    percent_bp: int = 0
    amount: int = 0
    minimum: int = 0
    cap: int | None = None
    first: bool = False
    most: int | None = None


OFFERS = (
    Offer("Chào khách mới (minh họa)", Kind.AMOUNT, ("CHAOBAN",), amount=20_000, first=True),
    Offer("Giảm phí giao (minh họa)", Kind.DELIVERY, ("GIAONHANH",), amount=30_000,
          minimum=200_000, most=500),
    Offer("Ưu đãi đơn lớn (minh họa)", Kind.PERCENT, percent_bp=300, minimum=500_000,
          cap=50_000),
)  # fmt: skip


def add_offers(days: Days) -> None:
    """Promotions of the platform, one of a seller, and wholesale prices."""
    for one in OFFERS:
        _mark(promotions.add_promotion(Actor(name="Minh họa"), None, _new(one, days), days.now))
    product = session.scalars(select(Product).where(Product.slug == CUT)).one()
    own = Offer("Giảm giá cuối vụ (minh họa)", Kind.PERCENT, percent_bp=1_000)
    new = _new(own, days, Scope.PRODUCTS, [product.id])
    _mark(promotions.add_promotion(_seller(product), product.producer_id, new, days.now))
    for slug, steps in STEPS.items():
        product = session.scalars(select(Product).where(Product.slug == slug)).one()
        variant = product.variants[0]
        table = [Step(one.from_units, _part(variant.price, one.price)) for one in steps]
        pricing.set_steps(_seller(product), variant.id, table, days.now)


def _new(
    one: Offer, days: Days, scope: Scope = Scope.ALL, products: list[int] | None = None
) -> NewPromotion:
    return NewPromotion(
        name=one.name,
        kind=one.kind,
        percent_bp=one.percent_bp,
        amount=one.amount,
        minimum=one.minimum,
        cap=one.cap,
        scope=scope,
        sellers=(),
        products=products or (),
        is_automatic=not one.codes,
        is_first_order_only=one.first,
        platform_bp=WHOLE,
        agreement=None,
        max_uses=one.most,
        uses_per_phone=None,
        starts_on=days.today,
        ends_on=days.ago(-90),
        codes=[NewCode(code) for code in one.codes],
    )


def _part(price: int, hundredths: int) -> int:
    """So many hundredths of a price, in whole thousands."""
    return price * hundredths // 100_000 * 1_000


def _seller(product: Product) -> Actor:
    return Actor(name="Minh họa", producer_ids=frozenset({product.producer_id or 0}))


def _mark(promotion: Promotion) -> None:
    promotion.is_demo = True
