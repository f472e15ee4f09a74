"""From the tables to the index: what is kept of a product, and how news of it gets there."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.certification.signals import recognition_changed
from catalog.kernel import clock, outbox
from catalog.kernel.db import session, transaction
from catalog.kernel.outbox import OutboxMessage
from catalog.places.models import FormerCommune, FormerProvince
from catalog.producers.signals import producer_changed
from catalog.product_sets.models import ProductGroup, ProductSet, Rubric
from catalog.products.models import Product
from catalog.products.signals import product_changed
from catalog.search import queries, service
from catalog.search.errors import IndexMissing
from catalog.search.index import ProductIndex
from catalog.search.rules.documents import ProductSearch, SearchPage, StarPeriod, asked
from storefront.jobs import CONSUMERS
from tests.factories import catalog as make

TODAY = make.TODAY


@pytest.fixture
def index(app: Flask, own_index: ProductIndex) -> Iterator[ProductIndex]:
    """Not that of the other tests here, which no application knows."""
    with app.app_context():
        yield own_index


def found(text: str = "", **filters: list[object]) -> SearchPage:
    return queries.search(asked(text, **filters), TODAY)


def relay() -> int:
    return outbox.relay(CONSUMERS, clock.now() + timedelta(seconds=1))


def test_everything_published_is_built_into_the_index(index: ProductIndex) -> None:
    rice = make.make_product("Gạo thơm Trường Xuân")
    make.make_product("Gạo chưa đăng", is_published=False)
    assert service.rebuild() == 1
    assert found("gao").ids == (rice.id,)
    assert queries.count_searchable() == 1
    assert queries.suggest("ga") == ["gạo thơm trường xuân"]


def test_what_was_taken_off_is_not_found_before_the_index_hears_of_it(index: ProductIndex) -> None:
    hidden = make.make_product("Gạo ẩn", producer=make.make_producer("HTX Tạm dừng"))
    gone, kept = make.make_product("Gạo rút"), make.make_product("Gạo nếp")
    service.rebuild()
    assert set(found("gạo").ids) == {hidden.id, gone.id, kept.id}
    with transaction():
        assert hidden.producer is not None
        hidden.producer.is_listed, gone.is_published = False, False
    assert found("gạo").ids == (kept.id,)


def test_a_document_holds_what_a_product_is_found_by(index: ProductIndex) -> None:
    make.load_rubrics()
    make.make_province("52", "Gia Lai", "Tỉnh")
    make.make_commune("23638", "Đak Đoa", "xã", "52")
    make.save(FormerProvince(name="Bình Định", folded="binh dinh", province_code="52"))
    make.save(
        FormerCommune(commune_code="23638", kind="thị trấn", name="Tân Bình", folded="tan binh")
    )
    producer = make.make_producer(
        "HTX Nam Yang minh họa", province_code="52", commune_code="23638", place_text="huyện cũ"
    )
    coffee = make.make_product(
        "Cà phê Đak Yang",
        producer=producer,
        product_set_id=make.find_set(13).id,
        province_code="92",
        is_demo=True,
    )
    make.make_recognition(coffee, stars=4, decision_date=date(2025, 3, 1))
    make.make_recognition(coffee, stars=5, evidence_grade="proposal")
    document = queries.find_document(coffee.id, TODAY)
    assert document is not None
    assert (document.slug, document.set_no, document.group_no) == (coffee.slug, 13, 1)
    assert document.kinds == ("Thực phẩm",)
    assert document.province_code == "52"  # the producer's place, before the product's own
    assert document.places == ("huyện cũ", "Đak Đoa", "Gia Lai")
    assert set(document.former) == {"Tân Bình", "Bình Định"}
    assert document.producer == "HTX Nam Yang minh họa"
    assert document.periods == (StarPeriod(4, date(2025, 3, 1), date(2028, 3, 1)),)
    assert document.is_demo


def test_a_product_without_producer_and_set_is_kept_too(index: ProductIndex) -> None:
    make.make_province("86", "Vĩnh Long", "Tỉnh")
    product = make.make_product(
        "Kẹo dừa", producer=None, province_code="86", place_text="Mỏ Cày", group_text="Thực phẩm"
    )
    service.rebuild()
    for text in ("keo dua", "mo cay", "vinh long", "thuc pham"):
        assert found(text).ids == (product.id,)


def test_sets_and_groups_of_other_decisions_count_by_their_names(index: ProductIndex) -> None:
    make.load_rubrics()
    old = session.scalars(
        select(ProductGroup)
        .join(Rubric, Rubric.id == ProductGroup.rubric_id)
        .where(Rubric.number == "1048/QĐ-TTg", ProductGroup.number == 1)
    ).one()
    names = (make.find_set(13).name, "Bộ sản phẩm không còn nữa")
    products = []
    for number, name in enumerate(names, 1):
        values = {"name": name, "name_en": name, "managing_agency": "-", "number": number}
        past = make.save(ProductSet(rubric_id=old.rubric_id, group_id=old.id, **values))
        products.append(make.make_product("Cà phê", product_set_id=past.id).id)
    products.append(make.make_product("Giỏ tre", group_text="Thủ công mỹ nghệ").id)
    documents = [queries.find_document(one, TODAY) for one in products]
    numbers = [(one.set_no, one.group_no) for one in documents if one]
    assert numbers == [(13, 1), (None, 1), (None, 4)]


def test_many_products_are_read_in_batches(
    index: ProductIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_BATCH", 2)
    numbers = [make.make_product(f"Gạo {number}").id for number in range(4)]
    assert [document.id for document in queries.list_documents(TODAY)] == numbers


def test_news_of_a_product_reaches_the_index(index: ProductIndex) -> None:
    product = make.make_product("Gạo thơm")
    service.rebuild()
    with transaction():
        session.get_one(Product, product.id).name = "Miến dong"
        product_changed.send(None, product_id=product.id)
        product_changed.send(None, product_id=product.id)
    assert found("gao").ids == (product.id,)  # not before the news is handed out
    assert relay() == 1
    assert found("mien dong").ids == (product.id,)
    assert found("gao").total == 0


def test_news_of_a_producer_reaches_all_its_products(index: ProductIndex) -> None:
    producer = make.make_producer("HTX Cũ minh họa")
    products = [make.make_product(name, producer=producer) for name in ("Gạo", "Miến")]
    service.rebuild()
    with transaction():
        session.merge(producer).name = "HTX Sông Xanh minh họa"
        producer_changed.send(None, producer_id=producer.id)
    assert relay() == 2
    assert set(found("song xanh").ids) == {product.id for product in products}


def test_stars_and_withdrawals_follow(index: ProductIndex) -> None:
    product = make.make_product("Gạo thơm")
    service.rebuild()
    assert found(stars=["4"]).total == 0
    make.make_recognition(product)
    with transaction():
        recognition_changed.send(None, product_id=product.id)
    relay()
    assert found(stars=["4"]).ids == (product.id,)
    with transaction():
        session.get_one(Product, product.id).is_published = False
        product_changed.send(None, product_id=product.id)
    relay()
    assert found("gao").total == 0


def test_news_before_the_first_build_is_not_kept_waiting(index: ProductIndex) -> None:
    product = make.make_product("Gạo thơm")
    with transaction():
        product_changed.send(None, product_id=product.id)
    assert relay() == 1
    with pytest.raises(IndexMissing):
        queries.count_searchable()


def test_news_while_another_one_writes_waits_and_comes_again(index: ProductIndex) -> None:
    product = make.make_product("Gạo thơm")
    service.rebuild()
    index.lock_seconds = 0.01
    with transaction():
        session.get_one(Product, product.id).name = "Miến dong"
        product_changed.send(None, product_id=product.id)
    with index._writing():
        assert relay() == 0
    waiting = session.scalars(select(OutboxMessage)).one()
    assert "IndexBusy" in (waiting.last_error or "")
    session.rollback()
    later = waiting.available_at + timedelta(seconds=1)
    assert outbox.relay(CONSUMERS, later) == 1
    assert found("mien").ids == (product.id,)


def test_news_that_changes_nothing_writes_nothing(index: ProductIndex) -> None:
    product = make.make_product("Gạo thơm")
    service.rebuild()
    journal = next(index.folder.glob("build-*/journal"))
    before = journal.read_bytes()
    service.index_product(product.id)
    assert journal.read_bytes() == before


def test_without_an_index_products_are_listed_from_the_tables(index: ProductIndex) -> None:
    make.load_rubrics()
    rice = make.make_product("Gạo thơm", product_set_id=make.find_set(3).id)
    noodles = make.make_product("Miến dong")
    make.make_product("Gạo ẩn", is_published=False)
    make.make_recognition(noodles)
    assert found() == SearchPage((rice.id, noodles.id), 2, is_makeshift=True)
    assert found("GẠO thom").ids == (rice.id,)
    assert found("100%_").total == 0
    assert found(sets=["3"], groups=["1"], provinces=["92"]).ids == (rice.id,)
    assert found(stars=["4"]).ids == (noodles.id,)
    assert queries.search(ProductSearch(page=2, size=1), TODAY).ids == (noodles.id,)
    assert queries.suggest("ga") == []
