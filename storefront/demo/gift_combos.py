"""Invented combos: two that are sold, one that a household has been asked about, and an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.basket import combining
from storefront.basket import queries as baskets
from storefront.basket import service as basket_service
from storefront.checkout import queries as checkout
from storefront.checkout.service import Wish as Placing
from storefront.checkout.service import place
from storefront.combos import queries, service
from storefront.combos.models import Combo, ComboPart
from storefront.combos.service import Facts
from storefront.demo import purchases
from storefront.demo.days import Days
from storefront.demo.purchases import Wish
from storefront.shipping.rules import Place

BUYER = Wish("Khách minh họa Quế", "+842920002031", "18 đường Minh Họa", "31150", (), 0)


@dataclass(frozen=True)
class Gift:
    """A combo: whose, of what with what each household says, and whether all have agreed."""

    name: str
    packer: str
    price: int
    fee: int
    story: str
    parts: tuple[tuple[str, int, str], ...]
    is_agreed: bool = True


GIFTS = (
    Gift("Quà Tết núi đất đỏ", "hop-tac-xa-minh-hoa-ia-bang", 365_000, 12_000,
         "Ba buôn quanh núi lửa Hàm Rồng gói chung một hộp: cà phê, mật và tiêu.\n\n"
         "Hàng của hai nhà về Ia Băng, gói một lần, đi một kiện (minh họa).",
         (("ca-phe-rang-xay-dak-doa", 2, "Cà phê rang trong tuần gói hộp."),
          ("mat-ong-hoa-ca-phe", 1, "Mật của đàn ong đặt ngay trong rẫy cà phê."),
          ("ho-tieu-den-dak-doa", 1, "Tiêu chín phơi nắng, lựa tay."))),
    Gift("Quà sông nước Cần Thơ", "hop-tac-xa-minh-hoa-dong-tam", 219_000, 9_000,
         "Một bữa sáng miền sông: gạo, bánh tráng, chuối sấy và ấm trà mãng cầu (minh họa).",
         (("gao-lut-do-dong-tam", 1, "Gạo lứt vụ mới, xay trong tuần."),
          ("banh-trang-nuong-dua", 1, "Bánh phơi nắng, nướng than."),
          ("chuoi-say-deo", 1, "Chuối xiêm chín cây."),
          ("tra-mang-cau-xiem", 1, "Trà hái ở cồn, sao tay."))),
    Gift("Quà sen và cói", "to-hop-tac-minh-hoa-kim-son", 590_000, 20_000,
         "Giỏ cói đựng trà sen và cà phê: hộp đang chờ hai nhà trả lời (minh họa).",
         (("gio-coi-dan-tay", 1, "Giỏ đan tay từ cói Kim Sơn."),
          ("ca-phe-hat-che-bien-mat-ong", 1, "Cà phê mật ong phơi giàn."),
          ("tra-sen-van-lam", 1, "Trà ướp sen hồ nhà.")), is_agreed=False),
)  # fmt: skip


def add_combos(days: Days) -> None:
    """The combos, and one that a buyer has ordered today."""
    made = [_add(one, days) for one in GIFTS]
    _order(made[0], days)


def _add(gift: Gift, days: Days) -> Combo:
    packer = session.scalars(select(Producer).where(Producer.slug == gift.packer)).one()
    actor, now = _worker(packer.id), days.moment(days.ago(6))
    facts = Facts(
        name=gift.name,
        story=gift.story,
        price=gift.price,
        packing_fee=gift.fee,
        sells_from=days.ago(6),
        sells_to=days.today + timedelta(days=80),
    )
    combo = service.make(actor, packer.id, facts, now)
    combo.is_demo = True
    parts = [_part(combo, actor, one, days) for one in gift.parts]
    if gift.is_agreed:
        _agree(combo, parts, days)
        service.publish(actor, combo.id, now)
    return combo


def _part(combo: Combo, actor: Actor, given: tuple[str, int, str], days: Days) -> ComboPart:
    slug, units, story = given
    product = session.scalars(select(Product).where(Product.slug == slug)).one()
    now = days.moment(days.ago(6))
    return service.add_part(actor, combo.id, product.variants[0].id, units, story, now)


def _agree(combo: Combo, parts: Sequence[ComboPart], days: Days) -> None:
    found = queries.offered(combo, days.today)
    for part in parts:
        owner = part.variant.product.producer_id or 0
        if owner != combo.packer_id:
            net = found.share_of(part.id).net
            service.agree(_worker(owner), part.id, net, days.moment(days.ago(5)))


def _order(combo: Combo, days: Days) -> None:
    """Placed as a buyer does, from a basket; its goods are still to be brought to the packer."""
    buyer = purchases.buyer_of(BUYER)
    basket, token = basket_service.open_basket(None, days.now)
    combining.add_combo(basket, combo.id, 1, days.today)
    name = f"{buyer.commune_name}, {buyer.province_name}"
    view = baskets.get_view(basket.id, days.today)
    quote = checkout.quote(
        view,
        Place(buyer.province_code, buyer.commune_code),
        name,
        days.today,
        deal=checkout.Deal((), buyer.phone),
    )
    wish = Placing(token, "demo-combo", quote.seal, buyer)
    place(Actor(name=BUYER.buyer), wish, days.today, days.now)


def _worker(producer_id: int) -> Actor:
    return Actor(name="Minh họa", producer_ids=frozenset({producer_id}))
