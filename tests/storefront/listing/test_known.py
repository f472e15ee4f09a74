"""Goods of the register that nobody sells yet are offered, known by name, and never doubled."""

from datetime import timedelta
from secrets import token_hex

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.products.models import Product
from catalog.products.rules import GoodsClass
from storefront.inventory.queries import available_for
from storefront.listing import drafting, errors, known, queries
from storefront.listing.drafting import Facts
from storefront.listing.models import ListingDraft
from tests.factories.catalog import (
    TODAY,
    find_set,
    load_rubrics,
    make_producer,
    make_product,
    make_recognition,
    make_variant,
)
from tests.storefront.listing.test_seller_views import HONEY, START, draft_of, jpeg, products, sent
from tests.visitor import Page, Visitor
from traceability.batches.models import Batch


@pytest.fixture
def shop(visitor: Visitor) -> Visitor:
    """A seller whose producer the register knows."""
    load_rubrics()
    producer = make_producer(verified_on=TODAY, source="register")
    visitor.sign_in("products.edit", "inventory.change", producer_ids=(producer.id,))
    return visitor


@pytest.fixture
def coffee(shop: Visitor) -> int:
    """A recognised product of that producer without anything for sale."""
    made = make_product(
        "Cà phê Đak Đoa",
        producer_id=min(shop.actor.producer_ids),
        product_set_id=find_set(7).id,
        register_key="ca phe dak doa|htx|64",
    )
    make_recognition(made, stars=4)
    return int(made.id)


@pytest.fixture
def key(shop: Visitor) -> str:
    made = token_hex(16)
    shop.post(START, **sent(jpeg(f"#{made[:6]}"), key=made))
    return made


def row(product_id: int) -> Product:
    return session.get_one(Product, product_id)


def typed(**given: str) -> dict[str, str]:
    return {**HONEY, "pack": "gói", "net": "500 g", **given}


def put_up(shop: Visitor, key: str, status: int = 200) -> Page:
    return shop.post(f"{START}/{key}/xac-nhan", status, product_set="", goods_class="dry")


def test_who_has_no_such_product_is_asked_nothing(shop: Visitor, key: str) -> None:
    make_recognition(make_product("Hàng của người khác"))
    sold = make_product("Mật ong", producer_id=min(shop.actor.producer_ids))
    make_variant(sold)
    page = shop.get(f"{START}/{key}/hang")
    assert 'name="known"' not in page
    shop.post(f"{START}/{key}/hang", **typed(name="mat ong"))
    page = shop.get(f"{START}/{key}/xac-nhan")
    assert "data-alike" not in page
    put_up(shop, key)
    assert products() == 3


def test_a_product_of_the_register_is_offered_with_its_stars_and_chosen(
    shop: Visitor, key: str, coffee: int
) -> None:
    page = shop.get(f"{START}/{key}/hang")
    assert "Hàng của bạn trong sổ đăng ký" in page
    assert 'data-stars="4"' in page
    shop.post(f"{START}/{key}/hang", **typed(name="", known=str(coffee)))
    page = shop.get(f"{START}/{key}/xac-nhan")
    assert "Cà phê Đak Đoa" in page
    assert 'data-stars="4"' in page
    assert 'name="product_set"' not in page
    put_up(shop, key)
    session.expire_all()
    product = session.scalars(select(Product)).one()
    (variant,) = product.variants
    assert (product.name, product.product_set_id) == ("Cà phê Đak Đoa", find_set(7).id)
    assert available_for([variant.id], TODAY)[variant.id].free == 20
    assert len(product.pictures) == 1
    assert session.scalars(select(Batch)).one().product_id == product.id
    assert draft_of(key).product_id == product.id
    assert 'data-stars="4"' in shop.get(f"/ban-hang/hang/{product.id}")
    assert 'data-stars="4"' in shop.get(f"/san-pham/{product.slug}")


def test_the_name_of_what_was_chosen_is_not_typed_over(
    shop: Visitor, key: str, coffee: int
) -> None:
    shop.post(f"{START}/{key}/hang", **typed(name="Cà phê ngon nhất", known=str(coffee)))
    assert draft_of(key).name == "Cà phê Đak Đoa"
    put_up(shop, key)
    session.expire_all()
    assert session.scalars(select(Product.name)).one() == "Cà phê Đak Đoa"


def test_stars_are_those_of_today(shop: Visitor, key: str, coffee: int) -> None:
    old = make_product("Trà cũ", producer_id=row(coffee).producer_id)
    ended = make_recognition(old, decision_date=TODAY - timedelta(days=1500)).valid_to
    page = shop.get(f"{START}/{key}/hang")
    assert page.html.index("Cà phê Đak Đoa") < page.html.index("Trà cũ")
    assert f"Công nhận hết hạn {ended:%m/%Y}" in page


def test_a_set_the_register_does_not_say_is_the_sellers_to_say(
    shop: Visitor, key: str, coffee: int
) -> None:
    with transaction():
        row(coffee).product_set_id = None
    shop.post(f"{START}/{key}/hang", **typed(name="", known=str(coffee)))
    chosen = find_set(7).id
    shop.post(f"{START}/{key}/xac-nhan", product_set=str(chosen), goods_class="dry")
    session.expire_all()
    assert session.scalars(select(Product.product_set_id)).one() == chosen


@pytest.mark.parametrize("name", ["CA PHE DAK DOA", "cà phê đak  đoa"])
def test_a_typed_name_that_is_there_is_asked_about_and_answered_in_one_tap(
    shop: Visitor, key: str, coffee: int, name: str
) -> None:
    page = shop.post(f"{START}/{key}/hang", **typed(name=name, known=""))
    assert "Có phải món này không?" in page
    assert ">Đăng bán</button>" not in page
    assert "Trả lời trước" in put_up(shop, key, 422)
    assert products() == 1
    page = shop.post(f"{START}/{key}/la-mon", mon=str(coffee))
    assert "data-alike" not in page
    put_up(shop, key)
    assert products() == 1
    assert draft_of(key).product_id == coffee


def test_goods_that_are_another_are_another_until_they_are_renamed(
    shop: Visitor, key: str, coffee: int
) -> None:
    shop.post(f"{START}/{key}/hang", **typed(name="Cà phê Dak Doa"))
    page = shop.post(f"{START}/{key}/la-mon", mon="")
    assert "data-alike" not in page
    make_recognition(make_product("Trà Dak Doa", producer_id=row(coffee).producer_id))
    assert "data-alike" in shop.post(f"{START}/{key}/hang", **typed(name="Tra Đak Đoa"))
    shop.post(f"{START}/{key}/hang", **typed(name="Cà phê Đak Đoa"))
    shop.post(f"{START}/{key}/la-mon", mon="")
    put_up(shop, key)
    assert products() == 3
    session.expire_all()
    assert row(coffee).variants == []


def test_another_producers_product_is_never_taken(shop: Visitor, key: str, coffee: int) -> None:
    strange = make_product("Cà phê người khác").id
    make_recognition(row(strange))
    page = shop.post(f"{START}/{key}/hang", 422, **typed(name="", known=str(strange)))
    assert "không còn trong sổ đăng ký của cơ sở bạn" in page
    shop.post(f"{START}/{key}/hang", **typed(name="Cà phê Đak Đoa"))
    for sent_id in (str(strange), "999999", "-1", "9" * 30, "x"):
        shop.raw(f"{START}/{key}/la-mon", 303, method="POST", data={"mon": sent_id})
        assert draft_of(key).known_id is None
    with transaction():
        draft_of(key).known_id = strange
    shop.raw(f"{START}/{key}/xac-nhan", 303)
    with pytest.raises(errors.KnownGone), transaction():
        drafting.put_up(shop.actor, key, None, GoodsClass.DRY, clock.now())
    session.expire_all()
    assert row(strange).variants == []


def test_what_was_put_up_from_another_phone_meanwhile_is_refused_whole(
    shop: Visitor, key: str, coffee: int
) -> None:
    shop.post(f"{START}/{key}/hang", **typed(name="", known=str(coffee)))
    make_variant(row(coffee))
    page = shop.get(f"{START}/{key}/xac-nhan", follow_redirects=True)
    assert page.page == "listing-goods"
    assert "vừa được đăng bán ở máy khác" in page
    with pytest.raises(errors.KnownOnSale), transaction():
        drafting.put_up(shop.actor, key, None, GoodsClass.DRY, clock.now())
    assert session.scalar(select(func.count(Batch.id))) == 0
    # Going on under the same name does not make a twin without stars.
    page = shop.post(f"{START}/{key}/hang", **typed(name="Cà phê Đak Đoa"))
    assert "món này đang bán rồi" in page
    assert f"/ban-hang/hang/{coffee}" in page.links
    put_up(shop, key, 422)
    assert products() == 1


def test_what_changed_hands_meanwhile_is_refused(shop: Visitor, key: str, coffee: int) -> None:
    shop.post(f"{START}/{key}/hang", **typed(name="", known=str(coffee)))
    with transaction():
        row(coffee).producer_id = make_producer("HTX khác").id
    page = shop.get(f"{START}/{key}/xac-nhan", follow_redirects=True)
    assert page.page == "listing-goods"
    assert "không còn trong sổ đăng ký của cơ sở bạn" in page
    assert 'name="known"' not in page


def test_sent_twice_it_is_listed_once(shop: Visitor, key: str, coffee: int) -> None:
    shop.post(f"{START}/{key}/hang", **typed(name="", known=str(coffee)))
    for _time in range(2):
        put_up(shop, key)
    session.expire_all()
    assert (products(), len(row(coffee).variants)) == (1, 1)
    shop.raw(f"{START}/{key}/la-mon", 303, method="POST", data={"mon": ""})


def test_a_choice_is_kept_and_can_be_changed(shop: Visitor, key: str, coffee: int) -> None:
    shop.post(f"{START}/{key}/hang", **typed(name="", known=str(coffee)))
    page = shop.get(f"{START}/{key}/hang")
    assert f'checked id="known-0" name="known" type="radio" value="{coffee}"' in page
    shop.post(f"{START}/{key}/hang", **typed(name="Mật ong", known=""))
    draft = draft_of(key)
    assert (draft.known_id, draft.name) == (None, "Mật ong")
    page = shop.post(f"{START}/{key}/hang", 422, **typed(name="", known=""))
    assert "Vui lòng điền mục này." in page


def test_many_goods_are_folded_away_and_the_chosen_one_is_in_sight(
    shop: Visitor, key: str, coffee: int
) -> None:
    of = row(coffee).producer_id
    last = [make_product(f"Trà {n}", producer_id=of).id for n in range(6)][-1]
    page = shop.get(f"{START}/{key}/hang")
    assert "Còn 3 món nữa" in page
    assert '<details class="more known-goods__more">' in page
    shop.post(f"{START}/{key}/hang", **typed(name="", known=str(last)))
    assert '<details class="more known-goods__more" open>' in shop.get(f"{START}/{key}/hang")


def test_drafts_of_other_people_are_not_answered(shop: Visitor, key: str, coffee: int) -> None:
    shop.post(f"{START}/{key}/hang", **typed(name="Cà phê Đak Đoa"))
    stranger = Actor(id=99, producer_ids=frozenset({make_producer("HTX lạ").id}))
    with pytest.raises(NotFound), transaction():
        drafting.answer(stranger, key, coffee, clock.now())
    assert draft_of(key).known_id is None


def test_facts_name_only_what_is_to_be_had(shop: Visitor, key: str, coffee: int) -> None:
    strange = make_product("Của người khác")
    with pytest.raises(errors.KnownGone), transaction():
        facts = Facts(name="X", known_id=strange.id)
        drafting.keep_facts(shop.actor, key, facts, clock.now(), is_whole=True)
    assert known.list_alike(queries.get_own_draft(shop.actor, key), TODAY) == []
    assert session.scalar(select(func.count(ListingDraft.id))) == 1
