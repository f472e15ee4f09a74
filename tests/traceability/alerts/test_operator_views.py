"""Visits of /quan-tri/canh-bao."""

from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.kernel import clock
from catalog.kernel.db import transaction
from tests.factories.catalog import make_province, save
from tests.factories.labels import make_printable, order_labels
from tests.factories.traceability import make_batch, stop
from tests.visitor import Visitor
from traceability.alerts import queries
from traceability.alerts.rules import AlertKind
from traceability.labels.models import CheckCount, Serial
from traceability.labels.planning import Wish
from traceability.scans import service as scans

TODAY = clock.today()


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "alerts.see")
    return visitor


def open_pages(code: str, count: int, days_ago: int = 1) -> None:
    with transaction():
        scans.add_counts({code: count}, TODAY - timedelta(days=days_ago))


def kinds() -> list[AlertKind]:
    return [one.alert.kind for one in queries.list_alerts(TODAY)]


def test_nothing_unusual_says_so(operator: Visitor) -> None:
    open_pages(make_batch().code, 3)
    page = operator.get("/quan-tri/canh-bao")
    assert "không có gì bất thường" in page
    assert "Đo trên dữ liệu giả lập" in page


def test_a_code_opened_too_often_is_listed_with_its_figures(operator: Visitor) -> None:
    code = make_batch(quantity=Decimal(100)).code
    open_pages(code, 500)
    page = operator.get("/quan-tri/canh-bao")
    assert code in page
    assert "500, bình thường nhiều nhất 60" in page
    assert "Opened more often" in operator.get("/quan-tri/canh-bao?lang=en")


def test_openings_before_a_release(db: object) -> None:
    open_pages(make_batch(released_at=None).code, 20)
    assert kinds() == [AlertKind.EARLY]


def test_goods_opened_long_after_their_recall(db: object) -> None:
    batch = make_batch(quantity=Decimal(1000))
    code = batch.code
    stop(batch, since=TODAY - timedelta(days=50))
    open_pages(code, 60)
    assert kinds() == [AlertKind.RECALLED]


def test_pieces_checked_again_and_again_and_invented_numbers(db: object) -> None:
    batch = make_printable()
    job = order_labels(batch, Wish(1, has_serials=True))
    save(Serial(digest=b"x" * 32, batch_id=batch.id, print_job_id=job.id, checks=7))
    save(CheckCount(day=TODAY, code=batch.code, state="unknown", province_code="", count=12))
    assert kinds() == [AlertKind.REPEATED, AlertKind.UNKNOWN]


def test_more_labels_than_packs(db: object) -> None:
    batch = make_printable()
    order_labels(batch, Wish(400, reason="Cuộn tem đầu bị lệch"))
    assert kinds() == [AlertKind.LABELS]


def test_one_batch_shows_all_that_is_counted_and_why_labels_were_printed(
    operator: Visitor,
) -> None:
    batch = make_printable()
    code = batch.code
    order_labels(batch, Wish(400, reason="Cuộn tem đầu bị lệch"))
    province = make_province().code
    for place, count in (("", 2), (province, 3)):
        save(CheckCount(day=TODAY, code=code, state="first", province_code=place, count=count))
    open_pages(code, 12)
    assert f"/quan-tri/canh-bao/{code}" in operator.get("/quan-tri/canh-bao").links
    page = operator.get(f"/quan-tri/canh-bao/{code}")
    for words in ("Cuộn tem đầu bị lệch", "Cần Thơ", "không nói", "400 tem", "12"):
        assert words in page
    assert "First check" in operator.get(f"/quan-tri/canh-bao/{code}?lang=en")
    operator.raw("/quan-tri/canh-bao/NOPE", 404)
    operator.raw(f"/quan-tri/canh-bao/{make_batch(kind='harvest').code}", 404)


def test_what_moved_long_ago_is_left_alone(db: object) -> None:
    open_pages(make_batch(quantity=Decimal(10)).code, 900, days_ago=120)
    assert kinds() == []


def test_buyers_and_sellers_do_not_see_alerts(visitor: Visitor) -> None:
    visitor.sign_in("seller.see")
    visitor.raw("/quan-tri/canh-bao", 403)
