"""A few invented purchases, each brought as far as it came, by the services people use."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from catalog.certification.queries import standing_for
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.places.queries import get_commune
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from catalog.products.rules import GoodsClass, strictest
from storefront.demo.days import Days
from storefront.inventory import service as inventory
from storefront.inventory.rules import Pick
from storefront.orders import service as orders
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import service as payments
from storefront.placing import service as placing
from storefront.placing.rules import Buyer, NewLine, NewOrder, Seller
from storefront.shipping.errors import NoRate
from storefront.shipping.queries import offers_for
from storefront.shipping.rules import Load, Place


@dataclass(frozen=True)
class Wish:
    """An invented purchase: whose, of what, how long ago, and how far it came."""

    buyer: str
    phone: str
    street: str
    commune: str
    lines: tuple[tuple[str, int], ...]
    ago: int
    steps: tuple[tuple[OrderStatus, Party, str | None], ...] = ()


PACKED = (OrderStatus.PACKED, Party.SELLER, None)
HANDED_OVER = (OrderStatus.HANDED_OVER, Party.SELLER, None)
DELIVERED = (OrderStatus.DELIVERED, Party.SELLER, None)

WISHES = (
    Wish("Khách minh họa Hoa", "+842920002001", "12 đường Minh Họa", "31150",
         (("ca-phe-rang-xay-dak-doa", 2), ("mat-ong-hoa-ca-phe", 1)), 0),
    Wish("Khách minh họa Bình", "+842920002002", "Ấp 3", "28870",
         (("ca-phe-rang-xay-dak-doa", 1),), 1),
    Wish("Khách minh họa Cúc", "+842920002003", "45 phố Minh Họa", "14329",
         (("ca-phe-hat-che-bien-mat-ong", 1), ("tra-vo-ca-phe", 2)), 2, (PACKED,)),
    Wish("Khách minh họa Dũng", "+842920002004", "Tổ 7", "30316",
         (("gao-thom-truong-xuan", 2),), 3, (PACKED, HANDED_OVER)),
    Wish("Khách minh họa Giang", "+842920002005", "Thôn Đông", "14638",
         (("nuoc-mam-ca-com-nhon-hai", 3), ("mat-hoa-dua-co-dac", 1)), 5,
         (PACKED, HANDED_OVER, DELIVERED)),
    Wish("Khách minh họa Hạnh", "+842920002006", "Khóm 2", "29341",
         (("gio-coi-dan-tay", 1),), 4, ((OrderStatus.CANCELLED, Party.BUYER, None),)),
    Wish("Khách minh họa Khoa", "+842920002007", "Làng Bông", "23710",
         (("ho-tieu-den-dak-doa", 4),), 2,
         ((OrderStatus.REFUSED, Party.SELLER, "damaged"),)),
    Wish("Khách minh họa Lan", "+842920002008", "Ngõ 9", "23710",
         (("mang-le-kho", 3),), 20, (PACKED, HANDED_OVER, DELIVERED)),
    Wish("Khách minh họa Mai", "+842920002009", "Ấp Chợ", "29341",
         (("ca-phe-rang-xay-dak-doa", 1),), 6,
         (PACKED, HANDED_OVER, (OrderStatus.UNDELIVERED, Party.SELLER, "buyer_refused"))),
)  # fmt: skip


def add_orders(days: Days) -> None:
    for number, wish in enumerate(WISHES, start=1):
        place(wish, f"demo-{number}", days)


def place(wish: Wish, key: str, days: Days) -> None:
    """One purchase with an order for each seller, brought as far as it came."""
    day = days.ago(wish.ago)
    placed = days.moment(day)
    buyer = buyer_of(wish)
    end = Place(buyer.province_code, buyer.commune_code)
    group = placing.open_group(key, buyer, placed)
    if group is None:
        return
    visitor = Actor(name=wish.buyer)
    chosen = [(*_first_variant(slug), units) for slug, units in wish.lines]
    wanted = {variant.id: (units, days.ago(wish.ago - 4)) for _, variant, units in chosen}
    picked = inventory.allocate(visitor, wanted, group.number, placed)
    sellers = {product.producer_id: product.producer for product, _, _ in chosen}
    for producer_id, producer in sellers.items():
        lines = [one for one in chosen if one[0].producer_id == producer_id]
        if producer:
            new = _order(producer, lines, picked, day, end)
            placing.add_order(group, new, visitor, placed)
    payments.open_cod(group.number, [(one.number, one.total) for one in group.orders], placed)
    session.flush()
    for order in group.orders:
        _walk(order, wish, days)


def buyer_of(wish: Wish) -> Buyer:
    """Who buys, as the checkout would have it."""
    commune = get_commune(wish.commune)
    return Buyer(
        buyer_name=wish.buyer,
        phone=wish.phone,
        account_id=None,
        street=wish.street,
        commune_code=commune.code,
        commune_name=commune.full_name,
        province_code=commune.province_code,
        province_name=commune.province.full_name,
        places_as_of=commune.as_of,
        former_place=None,
        note="Đơn minh họa",
        language="vi",
    )


def _first_variant(slug: str) -> tuple[Product, Variant]:
    product = session.scalars(select(Product).where(Product.slug == slug)).one()
    return product, product.variants[0]


def _order(
    producer: Producer,
    lines: list[tuple[Product, Variant, int]],
    picked: dict[int, list[Pick]],
    day: date,
    end: Place,
) -> NewOrder:
    commune = producer.commune
    weight = sum(variant.weight_g * units for _, variant, units in lines)
    classes = frozenset(GoodsClass(variant.goods_class) for _, variant, _ in lines)
    offer = offers_for({producer.id: Load(weight, classes)}, end, "", day)[producer.id]
    if isinstance(offer, NoRate):
        raise offer
    standings = standing_for([product.id for product, _, _ in lines], day)
    return NewOrder(
        seller=Seller(
            producer.id, producer.name, commune.full_name if commune else None, producer.phone
        ),
        lines=[
            _line(product, variant, pick, standings[product.id].stars)
            for product, variant, _ in lines
            for pick in picked[variant.id]
        ],
        shipping_fee=offer.fee,
        weight_g=weight,
        promised_from=offer.arrives_from,
        promised_to=offer.arrives_to,
        goods_class=strictest(classes).value,
        leaves_on=offer.leaves_on,
    )


def _line(product: Product, variant: Variant, pick: Pick, stars: int) -> NewLine:
    return NewLine(
        stock_item_id=pick.stock.item_id,
        variant_id=variant.id,
        batch_id=pick.stock.batch_id,
        product_name=product.name,
        product_slug=product.slug,
        variant_name=variant.name,
        batch_code=pick.stock.code,
        best_before=pick.stock.best_before,
        stars=stars,
        quantity=pick.quantity,
        unit_price=variant.price,
    )


def _walk(order: Order, wish: Wish, days: Days) -> None:
    """Each step of an order a day after the one before."""
    for number, (status, by, reason) in enumerate(wish.steps, start=1):
        who = Actor(name=wish.buyer if by is Party.BUYER else order.seller_name)
        at = days.moment(min(days.ago(wish.ago - number), days.today))
        orders.change(order, status, by, who, at, reason)
