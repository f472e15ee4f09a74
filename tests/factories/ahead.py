"""Builders of what is ordered before it is there."""

from datetime import timedelta
from typing import Any, NamedTuple

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.basket import service as baskets
from storefront.windows import service
from storefront.windows.service import NewWindow
from tests.factories.storefront import NOW, make_rate, make_variant, saving


class Ahead(NamedTuple):
    """A window as plain values, which outlive the session a visit closes."""

    window_id: int
    quota_id: int
    variant_id: int
    product_id: int
    seller_id: int
    slug: str

    @property
    def seller(self) -> Actor:
        return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({self.seller_id}))


def make_window(capacity: int = 10, variant: Variant | None = None, **values: Any) -> Ahead:
    """A window that is open now, ready in 20 to 30 days."""
    today = clock.today()
    with saving():
        variant = variant or make_variant("Vải thiều tươi", price=60_000)
        product = session.get_one(Product, variant.product_id)
        seller_id = product.producer_id or 0
        new = NewWindow(
            **{
                "variant_id": variant.id,
                "capacity": capacity,
                "most_per_buyer": None,
                "order_from": today,
                "order_to": today + timedelta(days=10),
                "ready_from": today + timedelta(days=20),
                "ready_to": today + timedelta(days=30),
                **values,
            }
        )
        actor = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({seller_id}))
        window = service.open_window(actor, new, clock.now())
        return Ahead(window.id, window.quota_id, variant.id, product.id, seller_id, product.slug)


def fill_ahead(ahead: Ahead, quantity: int = 1) -> str:
    """A basket with units of a window; returns its token."""
    with saving():
        basket, token = baskets.open_basket(None, NOW)
        baskets.add(basket, ahead.variant_id, quantity, clock.today(), ahead.quota_id)
    return token


def with_rate(ahead: Ahead) -> Ahead:
    make_rate()
    return ahead
