"""The demonstration loads on any day, into an empty database only, and shows every case."""

from datetime import date

import pytest
from sqlalchemy import func, select

from catalog.certification.queries import standing_for
from catalog.certification.rules import Status
from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.kernel.files import Picture
from catalog.places.models import Commune, Province
from catalog.places.packaged import read
from catalog.product_sets import service as product_sets
from catalog.products.models import Product
from storefront.demo import purchases, queries, service
from storefront.demo.days import Days
from storefront.demo.errors import NotEmpty
from storefront.demo.source import provinces
from storefront.inventory.models import StockItem
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from tests.factories.catalog import make_producer
from traceability.areas.models import Area
from traceability.areas.rules import AreaState, StatusEntry, Validity, validity_on
from traceability.batches.models import Batch
from traceability.events.models import Edge, Event, EventArea, TestResult


def loaded(day: date) -> None:
    names = sorted(set(service.picture_names()))
    kept = {name: Picture(f"{n:032x}", 1200, 1110, "#1b6b45") for n, name in enumerate(names)}
    with transaction():
        product_sets.import_packaged()
        add_places()
        service.load(Days(day, clock.noon_of(day)), kept, lambda _line: None)


def add_places() -> None:
    """Only the places the demonstration names: all of them take longer than the rest."""
    named = {given.commune for one in provinces() for given in (*one.producers, *one.areas)}
    named |= {wish.commune for wish in purchases.WISHES}
    packaged = read()
    session.add_all(Province(**row) for row in packaged.provinces)
    session.flush()
    session.add_all(Commune(**row) for row in packaged.communes if row["code"] in named)
    session.flush()


def status_of(slug: str, on: date) -> Status:
    product_id = session.scalars(select(Product.id).where(Product.slug == slug)).one()
    return standing_for([product_id], on)[product_id].status


def batch_of(text: str) -> Batch:
    return session.scalars(select(Batch).where(Batch.producer_text == text)).one()


def validity(code: str, on: date) -> Validity:
    area = session.scalars(select(Area).where(Area.code == code)).one()
    history = [StatusEntry(AreaState(row.status), row.since, row.until) for row in area.statuses]
    return validity_on(history, on)


def test_it_shows_every_case_on_another_day_years_away(db):
    day = date(2032, 2, 29)
    loaded(day)
    assert queries.is_loaded()
    assert session.scalar(select(func.count(Product.id))) == 43
    assert len(queries.list_examples()) == len(queries.EXAMPLES)
    assert {
        slug: status_of(slug, day)
        for slug in (
            "ca-phe-rang-xay-dak-doa",
            "nuoc-mam-ca-com-nhon-hai",
            "ruou-ghe-men-la",
            "banh-trang-nuong-dua",
            "kho-ca-sac-boi",
            "chuoi-say-deo",
            "mang-le-kho",
            "chieu-coi-hoa",
        )
    } == {
        "ca-phe-rang-xay-dak-doa": Status.VALID,
        "nuoc-mam-ca-com-nhon-hai": Status.IN_WINDOW,
        "ruou-ghe-men-la": Status.LATE,
        "banh-trang-nuong-dua": Status.EXPIRED,
        "kho-ca-sac-boi": Status.REVOKED,
        "chuoi-say-deo": Status.NOT_RECOGNISED,
        "mang-le-kho": Status.VALID,
        "chieu-coi-hoa": Status.UNKNOWN,
    }
    assert batch_of("ML-1").recall_state == "recalled"
    assert batch_of("ONG-3").recall_state == "quarantined"
    assert batch_of("IB-04").released_at is None
    best_before = batch_of("P-04").best_before
    assert best_before is not None
    assert best_before < day


def test_all_of_it_is_marked_as_invented_and_says_what_codes_were_worth_at_harvest(db):
    day = date(2026, 11, 22)
    loaded(day)
    for model in (Product, Batch, Event):
        assert session.scalar(select(func.count()).where(~model.is_demo)) == 0
    assert session.scalar(select(func.count(Edge.target_id))) > 60
    assert session.scalar(select(func.count(TestResult.id))) > 15
    assert session.scalar(select(func.sum(StockItem.on_hand))) > 3000
    statuses = set(session.scalars(select(Order.status)))
    # An unpaid one would be called off 20 minutes after loading.
    assert statuses == {status.value for status in OrderStatus} - {"unpaid"}
    assert queries.find_order() is not None
    harvest = session.scalars(
        select(Event.ended_on).join(EventArea).join(Area).where(Area.code == "VN-BTOR-0093")
    ).one()
    assert validity("VN-BTOR-0093", harvest) is Validity.VALID
    assert validity("VN-BTOR-0093", day) is Validity.SUSPENDED
    late = session.scalars(
        select(Event.ended_on).join(EventArea).join(Area).where(Area.code == "VN-AGOR-0061")
    ).one()
    assert validity("VN-AGOR-0061", late) is Validity.REVOKED


def test_a_database_with_goods_of_its_own_is_left_alone(db):
    make_producer()
    with pytest.raises(NotEmpty), transaction():
        service.load(Days(date(2026, 11, 22), clock.now()), {}, lambda _line: None)
