"""Builders of valid saved objects for what storefront sells."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select

from catalog.kernel import clock, codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import Base, session, transaction
from catalog.kernel.text import fold, slugify
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from storefront.basket import queries as baskets_read
from storefront.basket import service as baskets
from storefront.checkout.queries import Deal, quote
from storefront.checkout.rules import Quote
from storefront.checkout.service import Wish, place
from storefront.inventory.models import StockItem, StockMovement
from storefront.orders.numbers import sign
from storefront.orders.queries import find_phone
from storefront.payments.models import ReceivingAccount
from storefront.placing.rules import Buyer
from storefront.shipping.models import ShippingRate
from storefront.shipping.rules import Place
from traceability.batches.models import Batch

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PLACES = {
    "64": ("Gia Lai", {"23644": ("xã", "Ia Băng"), "23677": ("xã", "Đak Đoa")}),
    "92": ("Cần Thơ", {"31117": ("phường", "Ninh Kiều")}),
}
_numbers = count(1)
Row = TypeVar("Row", bound=Base)


@contextmanager
def saving() -> Iterator[None]:
    """The running transaction, or one of its own when there is none."""
    if session.info.get("in_transaction"):
        yield
        session.flush()
        return
    with transaction():
        yield


def save(first: Row, *others: Base) -> Row:
    """Save rows and give back the first."""
    with saving():
        session.add_all((first, *others))
    return first


def make_places() -> None:
    """Two provinces and three communes; making them again changes nothing."""
    with saving():
        for code, (name, communes) in PLACES.items():
            if session.get(Province, code) is None:
                session.add(
                    Province(code=code, name=name, full_name=name, folded=fold(name), as_of=TODAY)
                )
                session.flush()
            for commune_code, (kind, commune) in communes.items():
                if session.get(Commune, commune_code) is None:
                    session.add(
                        Commune(
                            code=commune_code,
                            province_code=code,
                            kind=kind,
                            name=commune,
                            folded=fold(commune),
                            as_of=TODAY,
                        )
                    )


def make_seller(name: str = "HTX minh họa Ia Băng", **values: Any) -> Producer:
    """A verified seller in Ia Băng, Gia Lai."""
    make_places()
    number = next(_numbers)
    return save(
        Producer(
            **{
                "slug": f"{slugify(name)}-{number}",
                "name": name,
                "folded": fold(name),
                "province_code": "64",
                "commune_code": "23644",
                "phone": "+84912345678",
                "verified_on": date(2026, 1, 5),
                "verified_by": "Cán bộ Lan",
                **values,
            }
        )
    )


def make_variant(
    name: str = "Cà phê rang xay", seller: Producer | None = None, **values: Any
) -> Variant:
    """A variant on sale (95.000 ₫, 500 g) of a published product of a verified seller."""
    seller = seller or make_seller()
    number = next(_numbers)
    of_product = ("days_left_at_delivery", "is_published", "is_demo", "producer_id")
    product = Product(
        **{
            "slug": f"{slugify(name)}-{number}",
            "name": name,
            "folded": fold(name),
            "producer_id": seller.id,
            "created_at": NOW,
            **{key: values.pop(key) for key in of_product if key in values},
        }
    )
    variant = Variant(
        **{
            "product": product,
            "name": "gói 500 g",
            "net_amount": Decimal(500),
            "net_unit": "g",
            "price": 95_000,
            "weight_g": 550,
            "is_on_sale": True,
            **values,
        }
    )
    return save(variant, product)


def make_batch(variant: Variant, **values: Any) -> Batch:
    """A released batch of the variant's product, best before in a year."""
    number = next(_numbers)
    return save(
        Batch(
            **{
                "code": codes.with_check(f"B26-{codes.random_body(6)}"),
                "producer_text": f"LO-{number}",
                "kind": "packed",
                "producer_id": variant.product.producer_id,
                "product_id": variant.product_id,
                "quantity": Decimal(1000),
                "unit": "piece",
                "packed_on": clock.today() - timedelta(days=10),
                "best_before": clock.today() + timedelta(days=365),
                "released_at": NOW,
                "recall_state": "normal",
                "created_at": NOW,
                **values,
            }
        )
    )


def make_stock(
    variant: Variant | None = None, on_hand: int = 10, batch: Batch | None = None, **values: Any
) -> StockItem:
    """Stock of a variant from a batch (`values` are the batch's), with its movement."""
    variant = variant or make_variant()
    batch = batch or make_batch(variant, **values)
    item = save(StockItem(variant_id=variant.id, batch_id=batch.id, on_hand=on_hand, allocated=0))
    save(
        StockMovement(
            stock_item_id=item.id,
            kind="receive",
            on_hand_change=on_hand,
            allocated_change=0,
            actor_name="Chị Hoa",
            at=NOW,
        )
    )
    return item


class Goods(NamedTuple):
    """Stock as plain values, which outlive the session a visit closes."""

    item_id: int
    variant_id: int
    batch_id: int
    code: str
    product_id: int
    seller_id: int


def make_goods(on_hand: int = 10, **values: Any) -> Goods:
    """Stock of a new variant from a new batch; `values` are the variant's."""
    item = make_stock(make_variant(**values), on_hand)
    product = item.variant.product
    return Goods(
        item.id,
        item.variant_id,
        item.batch_id,
        item.batch.code,
        product.id,
        product.producer_id or 0,
    )


def set_values(kind: type[Any], key: Any, **values: Any) -> None:
    """Change a saved row behind the visitor's back."""
    with transaction():
        row = session.get_one(kind, key)
        for name, value in values.items():
            setattr(row, name, value)


def make_rate(zone: str = "country", **values: Any) -> ShippingRate:
    """A rate of the platform: 30.000 ₫ to 1 kg, 5.000 ₫ for each further 500 g, 2-4 days."""
    return save(
        ShippingRate(
            **{
                "zone": zone,
                "base_weight_g": 1000,
                "base_fee": 30_000,
                "step_weight_g": 500,
                "step_fee": 5_000,
                "days_from": 2,
                "days_to": 4,
                "valid_from": date(2026, 1, 1),
                "source": "Bảng giá thử",
                **values,
            }
        )
    )


def fill_basket(*wanted: tuple[int, int]) -> str:
    """A basket with (variant id, quantity) of each; returns its token."""
    with saving():
        basket, token = baskets.open_basket(None, NOW)
        for variant_id, quantity in wanted:
            baskets.add(basket, variant_id, quantity, clock.today())
    return token


def seller_of(item: StockItem, name: str = "Chị Hoa") -> Actor:
    """Somebody who works for the seller of a stock item."""
    producer_id = session.scalar(
        select(Product.producer_id).where(Product.id == item.variant.product_id)
    )
    return Actor(id=7, name=name, producer_ids=frozenset({producer_id or 0}))


BUYER = Buyer(
    buyer_name="Trần Thị Mận",
    phone="+84987654321",
    account_id=None,
    street="12 Hòa Bình",
    commune_code="31117",
    commune_name="Phường Ninh Kiều",
    province_code="92",
    province_name="Cần Thơ",
    places_as_of=TODAY,
    former_place=None,
    note=None,
    language="vi",
)


def quote_of(token: str, buyer: Buyer = BUYER, *codes: str) -> Quote:
    """What this basket costs sent to this buyer today, with these vouchers."""
    view = baskets_read.get_view(baskets_read.find_basket_id(token), clock.today())
    end = Place(buyer.province_code, buyer.commune_code)
    name = f"{buyer.commune_name}, {buyer.province_name}"
    return quote(view, end, name, clock.today(), deal=Deal(codes, buyer.phone))


def place_basket(
    token: str,
    form_key: str = "mau-1",
    buyer: Buyer = BUYER,
    method: str = "cod",
    codes: tuple[str, ...] = (),
) -> str:
    """Place a basket as a buyer who saw its quote; returns the number."""
    wish = Wish(token, form_key, quote_of(token, buyer, *codes).seal, buyer, method, vouchers=codes)
    with transaction():
        return place(Actor(id=buyer.account_id), wish, clock.today(), clock.now())


ACCOUNT = "0352350917"


def make_account_to_receive(**values: Any) -> ReceivingAccount:
    """An account at MB that buyers transfer to."""
    return save(
        ReceivingAccount(
            **{
                "bin": "970422",
                "account": ACCOUNT,
                "holder": "CHO XA",
                "since": date(2026, 1, 1),
                "source": "Hợp đồng thử",
                "entered_by": "Chị Hoa",
                "entered_at": NOW,
                **values,
            }
        )
    )


def make_unpaid(*wanted: tuple[int, int], **buyer: Any) -> str:
    """A purchase that waits for its transfer."""
    make_places()
    if not session.scalar(select(ShippingRate.id).limit(1)):
        make_rate()
    if not session.scalar(select(ReceivingAccount.id).limit(1)):
        make_account_to_receive()
    token = fill_basket(*(wanted or ((make_goods().variant_id, 1),)))
    codes = buyer.pop("codes", ())
    return place_basket(token, buyer=replace(BUYER, **buyer), method="vietqr", codes=codes)


def make_online(method: str, *wanted: tuple[int, int], **buyer: Any) -> str:
    """A purchase that waits to be paid on a partner's page; the partner must be switched on."""
    make_places()
    if not session.scalar(select(ShippingRate.id).limit(1)):
        make_rate()
    token = fill_basket(*(wanted or ((make_goods().variant_id, 1),)))
    return place_basket(token, buyer=replace(BUYER, **buyer), method=method)


def make_order(*wanted: tuple[int, int], **buyer: Any) -> str:
    """A placed purchase of (variant id, quantity) of each, or of one new variant."""
    make_places()
    if not session.scalar(select(ShippingRate.id).limit(1)):
        make_rate()
    token = fill_basket(*(wanted or ((make_goods().variant_id, 1),)))
    codes = buyer.pop("codes", ())
    return place_basket(token, buyer=replace(BUYER, **buyer), codes=codes)


def order_key(number: str, secret: str) -> str:
    """What opens the page of this purchase in an address; of none where there is no such."""
    return sign(number, find_phone(number) or "", secret)
