"""Two taps on the last screen of a listing, and two on the first."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.files import Picture
from catalog.kernel.photos import Photos
from catalog.products.models import Product, Variant
from catalog.products.queries import get_product_by_id
from catalog.products.rules import GoodsClass
from catalog.products.service import ProductFacts, add_product
from storefront.listing import drafting, known, photos, queries
from storefront.listing.drafting import Facts
from storefront.listing.errors import KnownOnSale
from storefront.listing.models import ListingDraft
from storefront.listing.service import list_goods, put_on_shelf
from tests.factories.catalog import make_producer
from tests.races.threads import meeting, together
from traceability.batches.models import Batch

KEY = "ab" * 16
PHOTO = Picture("0123456789abcdef" * 2, 800, 600, "#aabbcc")
HONEY = Facts("Mật ong sú vẹt", 185_000, "chai", quantity=20)


@pytest.fixture
def seller(shop: Flask) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({make_producer().id}))


def ready(seller: Actor) -> None:
    with transaction():
        drafting.begin(seller, KEY, clock.now())
        drafting.add_photos(seller, KEY, [PHOTO], clock.now())
        drafting.keep_facts(seller, KEY, HONEY, clock.now(), is_whole=True)


def counted(model: type[Product] | type[Variant] | type[Batch] | type[ListingDraft]) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_taps_at_once_on_the_last_screen_list_one_product(shop: Flask, seller: Actor) -> None:
    ready(seller)

    def tap() -> int:
        with transaction():
            return drafting.put_up(seller, KEY, None, GoodsClass.DRY, clock.now()).id

    results = together(shop, [tap, tap, tap])
    assert len(set(results)) == 1, results
    assert (counted(Product), counted(Batch)) == (1, 1)


def test_who_looks_before_holding_the_draft_lists_it_twice(shop: Flask, seller: Actor) -> None:
    """The control: what the test above would find, were the draft not held."""
    ready(seller)
    looked = meeting(2)

    def careless() -> str:
        draft = queries.get_own_draft(seller, KEY)
        is_listed = draft.product_id is not None
        goods = drafting.goods_of(draft, None, GoodsClass.DRY)
        session.rollback()
        looked.wait(30)
        if not is_listed:
            with transaction():
                list_goods(seller, min(seller.producer_ids), goods, clock.now())
        return "listed"

    assert together(shop, [careless, careless]) == ["listed", "listed"]
    assert counted(Product) == 2


def test_taps_at_once_on_the_first_screen_begin_one_draft(shop: Flask, seller: Actor) -> None:
    def tap() -> str:
        with transaction():
            drafting.begin(seller, KEY, clock.now())
            drafting.add_photos(seller, KEY, [PHOTO], clock.now())
        return "begun"

    assert together(shop, [tap, tap, tap]) == ["begun"] * 3
    assert counted(ListingDraft) == 1
    assert len(queries.get_own_draft(seller, KEY).photos) == 1


def test_a_photo_let_go_of_while_another_names_it_is_there_or_refused(
    shop: Flask, seller: Actor
) -> None:
    picture = photos.store().keep_drawn(Image.new("RGB", (320, 320), "#1b6b45"))

    def name() -> str:
        with transaction():
            drafting.begin(seller, KEY, clock.now())
            drafting.add_photos(seller, KEY, [picture], clock.now())
            photos.stand_by([picture])
        return "named"

    def let_go() -> int:
        with transaction():
            return photos.let_go([picture.digest])

    named, gone = together(shop, [name, let_go])
    there = photos.store().path(picture.digest, "320.webp").exists()
    assert (named == "named", gone) in [(True, 0), (False, 1)]
    assert there == (named == "named")


def test_who_looks_before_letting_go_deletes_what_is_named(shop: Flask, seller: Actor) -> None:
    """The control: what the test above would find, were it looked at outside the lock."""
    picture = photos.store().keep_drawn(Image.new("RGB", (320, 320), "#1b6b46"))
    looked, named = meeting(2), meeting(2)

    def careless() -> str:
        unnamed = queries.unkept_photos({picture.digest})
        session.rollback()
        looked.wait(30)
        named.wait(30)
        for digest in unnamed:
            Photos("listing").forget(digest)
        return "deleted"

    def name() -> str:
        looked.wait(30)
        with transaction():
            drafting.begin(seller, KEY, clock.now())
            drafting.add_photos(seller, KEY, [picture], clock.now())
            photos.stand_by([picture])
        named.wait(30)
        return "named"

    assert together(shop, [careless, name]) == ["deleted", "named"]
    assert not photos.store().path(picture.digest, "320.webp").exists()


def test_goods_of_one_name_listed_at_once_get_an_address_each(shop: Flask) -> None:
    producers = [make_producer(f"Hộ minh họa {number}").id for number in range(3)]

    def listing(producer_id: int) -> Callable[[], str]:
        person = Actor(id=producer_id, name="Chị Hoa", producer_ids=frozenset({producer_id}))

        def tap() -> str:
            with transaction():
                return add_product(person, producer_id, ProductFacts("Mật ong"), clock.now()).slug

        return tap

    slugs = together(shop, [listing(one) for one in producers])
    assert sorted(slugs) == ["mat-ong", "mat-ong-2", "mat-ong-3"]


def known_goods(seller: Actor) -> int:
    with transaction():
        facts = ProductFacts("Cà phê Đak Đoa")
        return add_product(seller, min(seller.producer_ids), facts, clock.now()).id


def two_phones(seller: Actor, product_id: int) -> list[str]:
    """Two drafts that are the same product of the register."""
    for number in range(2):
        with transaction():
            key = f"{number}" * 32
            drafting.begin(seller, key, clock.now())
            drafting.add_photos(seller, key, [PHOTO], clock.now())
            facts = replace(HONEY, known_id=product_id)
            drafting.keep_facts(seller, key, facts, clock.now(), is_whole=True)
    return ["0" * 32, "1" * 32]


def test_two_phones_list_a_product_of_the_register_once(shop: Flask, seller: Actor) -> None:
    keys = two_phones(seller, known_goods(seller))

    def listing(key: str) -> Callable[[], str]:
        def tap() -> str:
            with transaction():
                drafting.put_up(seller, key, None, GoodsClass.DRY, clock.now())
            return "listed"

        return tap

    results = together(shop, [listing(key) for key in keys])
    assert sorted(map(str, results)) == sorted(["listed", str(KnownOnSale.message)]), results
    assert [counted(one) for one in (Product, Variant, Batch)] == [1, 1, 1]


def test_who_looks_before_holding_the_product_lists_it_twice(shop: Flask, seller: Actor) -> None:
    """The control: what the test above would find, were the product not held."""
    product_id = known_goods(seller)
    keys = two_phones(seller, product_id)
    looked = meeting(2)

    def careless(key: str) -> Callable[[], str]:
        def tap() -> str:
            there = known.find_known(min(seller.producer_ids), product_id, clock.today())
            goods = drafting.goods_of(queries.get_own_draft(seller, key), None, GoodsClass.DRY)
            session.rollback()
            looked.wait(30)
            if there is not None:
                with transaction():
                    product = get_product_by_id(product_id)
                    put_on_shelf(seller, product, goods, clock.now())
            return "listed"

        return tap

    assert together(shop, [careless(key) for key in keys]) == ["listed", "listed"]
    assert counted(Variant) == 2
