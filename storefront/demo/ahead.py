"""What is sold before it is there: a harvest window and visits, with the orders so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from catalog.certification.queries import standing_for
from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from catalog.products.rules import GoodsClass
from storefront.demo import purchases
from storefront.demo.days import Days
from storefront.demo.purchases import Wish
from storefront.orders.rules import OrderKind
from storefront.payments import service as payments
from storefront.placing import service as placing
from storefront.placing.rules import NewLine, NewOrder, Seller
from storefront.quotas import service as quotas
from storefront.shipping.queries import offers_for
from storefront.shipping.rules import Load, Offer, Place
from storefront.visits import service as visits
from storefront.visits.rules import GuideLanguage
from storefront.visits.service import NewVisit
from storefront.windows import service as windows
from storefront.windows.service import NewWindow

CROP = "ca-phe-hat-che-bien-mat-ong"
WISHES = (
    Wish("Khách minh họa Mai", "+842920002011", "8 đường Minh Họa", "31150", ((CROP, 3),), 2),
    Wish("Khách minh họa Nam", "+842920002012", "Ấp 5", "28870", ((CROP, 5),), 1),
)


TOUR = "mot-ngay-tren-con-binh-yen"
GUESTS = (
    Wish("Khách minh họa Oanh", "+842920002013", "Nơi hẹn", "31150", ((TOUR, 2),), 1),
    Wish("Khách minh họa Phúc", "+842920002014", "Nơi hẹn", "28870", ((TOUR, 4),), 0),
)
SESSIONS = (3, 10, 17)
"""Days from now on which guests may come."""


@dataclass(frozen=True)
class Promised:
    """How an order of a quota is delivered."""

    quota_id: int
    fee: int
    first: date
    last: date
    kind: OrderKind = OrderKind.GOODS


def add_window(days: Days) -> None:
    """A crop that two buyers have ordered before it is dried."""
    product = session.scalars(select(Product).where(Product.slug == CROP)).one()
    variant, opened = product.variants[0], days.moment(days.ago(3))
    seller = Actor(name="Rơ Minh Họa", producer_ids=frozenset({product.producer_id or 0}))
    new = NewWindow(
        variant_id=variant.id,
        capacity=160,
        most_per_buyer=12,
        order_from=days.ago(3),
        order_to=days.today + timedelta(days=18),
        ready_from=days.today + timedelta(days=28),
        ready_to=days.today + timedelta(days=42),
        note="Vụ mới đang hái: phơi giàn chừng 20 ngày, rang khi đủ khô (minh họa).",
    )
    window = windows.open_window(seller, new, opened)
    for number, wish in enumerate(WISHES, start=1):
        units, day = wish.lines[0][1], days.ago(wish.ago)
        offer = _delivery(variant, units, wish, day)
        promised = Promised(
            window.quota_id,
            offer.fee,
            new.ready_from + (offer.arrives_from - day),
            new.ready_to + (offer.arrives_to - day),
        )
        order_ahead(wish, f"demo-window-{number}", [(variant, units)], promised, days)


def add_visits(days: Days) -> None:
    """Three days on the islet, the first with guests who have booked."""
    tour = session.scalars(select(Product).where(Product.slug == TOUR)).one()
    adult, child = tour.variants
    host = Actor(name="Người đón minh họa", producer_ids=frozenset({tour.producer_id or 0}))
    for after in SESSIONS:
        day = days.today + timedelta(days=after)
        new = NewVisit(
            product_id=tour.id,
            adult_id=adult.id,
            child_id=child.id,
            starts_at=clock.noon_of(day) - timedelta(hours=5),
            minutes=480,
            seats=16,
            language=GuideLanguage.EN if after == SESSIONS[1] else GuideLanguage.VI,
            meeting_place="Bến xuồng Phong Điền (minh họa), cạnh cây dừa lớn",
            instructions="Mang dép lội nước, mũ, áo mưa mỏng. Đỗ xe ở chợ nổi cũ.",
            closes_hours=12,
            cancel_hours=24,
        )
        visit = visits.open_visit(host, new, days.moment(days.ago(2)))
        if after == SESSIONS[0]:
            for number, wish in enumerate(GUESTS, start=1):
                seats = [(adult, wish.lines[0][1]), (child, number)]
                promised = Promised(visit.quota_id, 0, day, day, OrderKind.VISIT)
                order_ahead(wish, f"demo-visit-{number}", seats, promised, days)


def _delivery(variant: Variant, units: int, wish: Wish, day: date) -> Offer:
    buyer, producer_id = purchases.buyer_of(wish), variant.product.producer_id or 0
    end = Place(buyer.province_code, buyer.commune_code)
    load = Load(variant.weight_g * units, frozenset({GoodsClass(variant.goods_class)}))
    offer = offers_for({producer_id: load}, end, "", day)[producer_id]
    if not isinstance(offer, Offer):
        raise offer
    return offer


def order_ahead(
    wish: Wish, key: str, goods: Sequence[tuple[Variant, int]], promised: Promised, days: Days
) -> None:
    """An invented buyer orders units of a quota."""
    placed, product = days.moment(days.ago(wish.ago)), goods[0][0].product
    group = placing.open_group(key, purchases.buyer_of(wish), placed)
    if group is None:
        return
    producer = session.get_one(Producer, product.producer_id)
    stars = standing_for([product.id], days.today)[product.id].stars
    new = NewOrder(
        seller=Seller(
            producer.id,
            producer.name,
            producer.commune.full_name if producer.commune else None,
            producer.phone,
        ),
        lines=[_line(variant, units, stars, promised) for variant, units in goods],
        shipping_fee=promised.fee,
        weight_g=sum(variant.weight_g * units for variant, units in goods),
        promised_from=promised.first,
        promised_to=promised.last,
        kind=promised.kind,
    )
    order = placing.add_order(group, new, Actor(name=wish.buyer), placed)
    quotas.claim(promised.quota_id, sum(units for _, units in goods), order.number, placed)
    payments.open_cod(group.number, [(order.number, order.total)], placed)
    session.flush()


def _line(variant: Variant, units: int, stars: int, promised: Promised) -> NewLine:
    return NewLine(
        stock_item_id=None,
        variant_id=variant.id,
        batch_id=None,
        product_name=variant.product.name,
        product_slug=variant.product.slug,
        variant_name=variant.name,
        batch_code=None,
        best_before=None,
        stars=stars,
        quantity=units,
        unit_price=variant.price,
        quota_id=promised.quota_id,
    )
