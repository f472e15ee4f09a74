"""Builders of what is ordered before it is there."""

from datetime import timedelta
from typing import Any, NamedTuple

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.basket import service as baskets
from storefront.visits import service as visits
from storefront.visits.rules import GuideLanguage
from storefront.visits.service import NewVisit
from storefront.windows import service
from storefront.windows.service import NewWindow
from tests.factories.storefront import NOW, make_rate, make_variant, save, saving


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


class Tour(NamedTuple):
    """A visit as plain values."""

    visit_id: int
    quota_id: int
    product_id: int
    adult_id: int
    child_id: int
    seller_id: int
    slug: str

    @property
    def seller(self) -> Actor:
        return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({self.seller_id}))


def make_tour(seats: int = 10, **values: Any) -> Tour:
    """A visit in five days with ten seats: 350.000 ₫ for a grown-up, 200.000 ₫ for a child."""
    with saving():
        adult = make_variant("Một ngày trên cồn", price=350_000, net_unit="visit")
        child = save(
            Variant(
                product_id=adult.product_id,
                position=1,
                name="trẻ em",
                net_amount=1,
                net_unit="visit",
                price=200_000,
                weight_g=20,
            )
        )
        tour = session.get_one(Product, adult.product_id)
        seller_id, slug = tour.producer_id or 0, tour.slug
        actor = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({seller_id}))
        new = NewVisit(
            **{
                "product_id": tour.id,
                "adult_id": adult.id,
                "child_id": child.id,
                "starts_at": clock.now() + timedelta(days=5),
                "minutes": 180,
                "seats": seats,
                "language": GuideLanguage.VI,
                "meeting_place": "Bến xuồng Phong Điền",
                "instructions": "Mang mũ",
                "closes_hours": 12,
                "cancel_hours": 24,
                **values,
            }
        )
        session.expire(tour)  # its sizes were read before the child's was there
        visit = visits.open_visit(actor, new, clock.now())
        return Tour(visit.id, visit.quota_id, tour.id, adult.id, child.id, seller_id, slug)


def book(tour: Tour, adults: int = 1, children: int = 0) -> str:
    """A basket with seats of a visit; returns its token."""
    with saving():
        basket, token = baskets.open_basket(None, NOW)
        for variant_id, seats in ((tour.adult_id, adults), (tour.child_id, children)):
            if seats:
                baskets.add(basket, variant_id, seats, clock.today(), tour.quota_id)
    return token
