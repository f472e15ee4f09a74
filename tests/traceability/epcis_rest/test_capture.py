"""Events sent in by sellers, and what is said of those that cannot be taken."""

import json

import pytest
from sqlalchemy import func, select

from catalog.kernel.db import session
from catalog.products.models import Product
from tests.factories.catalog import make_product
from tests.traceability.epcis.documents import GTIN, RAW, a_document, harvest, lot, pack
from tests.traceability.epcis_rest.speaking import sell, send
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.epcis.models import Capture
from traceability.events.models import Event

EVENT = "/epcisBody/eventList/0"


@pytest.fixture
def product(visitor: Visitor) -> Product:
    return make_product(gtin=GTIN)


def test_a_seller_sends_events_in_and_reads_what_became_of_them(
    visitor: Visitor, product: Product
) -> None:
    sell(visitor, product)
    packed = lot("PACK1", 200, None)
    answer = send(visitor, a_document(harvest(RAW), pack([lot("RAW1")], [packed])))
    assert answer.headers["GS1-EPCIS-Version"] == "2.0.0"
    job = visitor.raw(answer.location).json or {}
    assert (job["running"], job["success"], job["errors"]) == (False, True, [])
    assert (job["choxa:received"], job["choxa:recorded"]) == (2, 2)
    again = send(visitor, a_document(harvest(RAW)))
    assert (visitor.raw(again.location).json or {})["choxa:recorded"] == 0


def test_another_s_capture_is_not_found(visitor: Visitor, product: Product) -> None:
    sell(visitor, product)
    where = send(visitor, a_document(harvest(RAW))).location
    visitor.actor = type(visitor.actor)(id=2, permissions=frozenset({"epcis.capture"}))
    answer = visitor.raw(where, 404)
    assert (answer.json or {})["type"] == "epcisException:NoSuchResourceException"


def test_only_sellers_send_events_in(visitor: Visitor, product: Product) -> None:
    producer_id = product.producer_id or 0
    answer = send(visitor, a_document(harvest(RAW)), 401)
    assert (answer.json or {})["type"] == "epcisException:SecurityException"
    visitor.sign_in("accounts.keep")
    send(visitor, a_document(harvest(RAW)), 403)
    visitor.sign_in("epcis.capture", producer_ids=(producer_id,))
    send(visitor, a_document(harvest(RAW)), 403, **{"Sec-Fetch-Site": "cross-site"})
    assert not session.scalar(select(func.count(Event.id)))


def test_a_wrong_document_is_refused_with_field_and_rule(
    visitor: Visitor, product: Product
) -> None:
    sell(visitor, product)
    make_product("Trà", gtin="04012345123456")  # of another producer
    wrong = pack([lot("RAW1", 101)], [lot("PACK1", 1, None)])
    told = send(visitor, a_document(wrong, harvest(RAW)), 400).json or {}
    assert told["type"] == "epcisException:ValidationException"
    assert told["pointer"] == f"{EVENT}/inputQuantityList/0/quantity"
    assert told["rule"] == "Overdrawn"
    assert "RAW" not in told["title"]
    assert not session.scalar(select(func.count(Batch.id)))
    told = send(visitor, a_document({**harvest(RAW), "action": "CREATE"}), 400).json or {}
    assert (told["pointer"], told["rule"]) == (f"{EVENT}/action", "DocumentRefused")
    foreign = harvest("https://id.gs1.org/01/04012345123456/10/A")
    told = send(visitor, a_document(foreign), 400).json or {}
    assert told["rule"] == "GtinOfAnother"
    assert not session.scalar(select(func.count(Capture.id)))


@pytest.mark.parametrize(
    ("raw", "headers", "status", "name"),
    [
        (b"{}", {"Content-Type": "text/plain"}, 415, "UnsupportedMediaTypeException"),
        (b"x=1", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "Unsupported"),
        (b" " * (2 * 1024 * 1024 + 1), {}, 413, "CaptureLimitExceededException"),
        (b"[" * 1_000_000, {}, 400, "ValidationException"),
        (b"nothing", {}, 400, "ValidationException"),
        (b"{}", {"GS1-Capture-Error-Behaviour": "proceed"}, 501, "ImplementationException"),
    ],
)
def test_what_is_no_document_is_refused_as_the_standard_says(
    visitor: Visitor,
    product: Product,
    raw: bytes,
    headers: dict[str, str],
    status: int,
    name: str,
) -> None:
    sell(visitor, product)
    assert name in (send(visitor, raw, status, **headers).json or {})["type"]


def test_a_seller_of_two_producers_says_for_which(visitor: Visitor, product: Product) -> None:
    other = make_product("Trà").producer
    assert other and product.producer
    visitor.sign_in("epcis.capture", producer_ids=(other.id, product.producer.id))
    slug = product.producer.slug
    raw, kind = json.dumps(a_document(harvest(RAW))), "application/json"
    url = f"/epcis/capture?chu-the={slug}"
    visitor.raw(url, 202, "POST", data=raw, content_type=kind)
    visitor.raw("/epcis/capture?chu-the=x", 404, "POST", data=raw, content_type=kind)
