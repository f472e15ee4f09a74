"""What printed links lead to, and the page on which a code is typed."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from catalog.kernel.codes import gtin_check_digit
from catalog.products.models import Product
from tests.factories.catalog import make_product
from tests.factories.traceability import make_batch
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.batches.rules import public_code

GTIN = "0952000000001" + gtin_check_digit("0952000000001")
UNKNOWN = "0952000000002" + gtin_check_digit("0952000000002")
WRONG = GTIN[:-1] + str((int(GTIN[-1]) + 1) % 10)
SCHEMA = Path(__file__).parents[4] / "shared/testdata/trace/gs1-linkset/gs1-linkset-schema.json"
VOC = "https://ref.gs1.org/voc/"


@pytest.fixture
def product(db: Connection) -> Product:
    return make_product(gtin=GTIN)


@pytest.fixture
def batch(product: Product) -> Batch:
    return make_batch(product, code="CT2611-03K7M-X", producer_text="L12/10")


def lead(visitor: Visitor, path: str, **kwargs: object) -> str:
    answer = visitor.raw(path, 307, **kwargs)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert 'rel="linkset"' in answer.headers["Link"]
    return str(answer.headers["Location"])


def test_a_link_with_its_batch_leads_to_the_passport(visitor: Visitor, batch: Batch) -> None:
    assert lead(visitor, f"/01/{GTIN}/10/L12%2F10") == "/truy-xuat/CT2611-03K7M-X"
    assert lead(visitor, f"/01/{GTIN}/10/CT2611-03K7M-X/") == "/truy-xuat/CT2611-03K7M-X"
    assert lead(visitor, "/l/ct2611 03k7m x?lang=en") == "/truy-xuat/CT2611-03K7M-X?lang=en"
    assert lead(visitor, f"/01/{GTIN}/10/L12%2F10", method="HEAD") == "/truy-xuat/CT2611-03K7M-X"


def test_a_link_without_batch_leads_to_the_product(visitor: Visitor, product: Product) -> None:
    page = f"/san-pham/{product.slug}"
    assert lead(visitor, f"/01/{GTIN}") == page
    assert lead(visitor, f"/01/{GTIN}?linkType=gs1:hasRetailers&a=1") == f"{page}?a=1"


def test_an_unknown_batch_of_known_goods_is_said_to_be_unknown(
    visitor: Visitor, product: Product
) -> None:
    name = product.name
    page = visitor.get(lead(visitor, f"/01/{GTIN}/10/NOPE-1"))
    assert page.marks["data-verdict"] == "unknown-batch"
    assert name in page


def test_an_unknown_code_without_gtin_gets_its_own_page(visitor: Visitor, db: Connection) -> None:
    page = visitor.get(lead(visitor, "/l/CT2611-03K7M-X"), 404)
    assert page.marks["data-verdict"] == "unknown-batch"


def test_a_passport_in_plain_text(visitor: Visitor, batch: Batch) -> None:
    said = visitor.raw("/l/ct2611-03k7m-x.txt?lang=en")
    assert said.mimetype == "text/plain"
    assert "CT2611-03K7M-X" in said.text
    assert "<" not in said.text
    assert visitor.raw("/l/NOPE.txt", 404).mimetype == "text/plain"


def test_unknown_goods_are_explained(visitor: Visitor, product: Product) -> None:
    assert UNKNOWN in visitor.get(f"/01/{UNKNOWN}/10/A", 404)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        (f"/01/{GTIN[1:]}", "14 chữ số"),
        (f"/01/{WRONG}", "không khớp"),
        (f"/01/{GTIN}/10/", "bị cụt"),
        (f"/01/{GTIN}/10/A%00", "sau /10/"),
        (f"/01/{GTIN}/10/A/21/%20", "sau /21/"),
        (f"/01/{GTIN}/17/261231", "theo thứ tự"),
    ],
)
def test_a_broken_link_is_refused_with_its_reason(
    visitor: Visitor, product: Product, path: str, word: str
) -> None:
    assert word in visitor.get(path, 400)


def test_a_serial_number_that_was_never_given_is_said_so(visitor: Visitor, batch: Batch) -> None:
    for path in (f"/01/{GTIN}/10/L12%2F10/21/A7", "/l/CT2611-03K7M-X/A7"):
        page = visitor.get(lead(visitor, path), 404)
        assert page.marks["data-verdict"] == "unknown-serial"
        assert "CT2611-03K7M-X" in page


def test_all_links_are_listed_for_machines(visitor: Visitor, batch: Batch) -> None:
    asked = visitor.raw(f"/01/{GTIN}/10/L12%2F10?linkType=linkset")
    wished = visitor.raw(f"/01/{GTIN}/10/L12%2F10", headers={"Accept": "application/linkset+json"})
    assert asked.content_type == wished.content_type == "application/linkset+json"
    assert asked.json == wished.json
    [links] = (asked.json or {})["linkset"]
    assert links["anchor"] == f"https://ocop.example/01/{GTIN}/10/L12%2F10"
    assert [set(one) for one in links[f"{VOC}defaultLink"]] == [{"href", "title"}]
    assert set(links) == {
        "anchor", "itemDescription",
        *(VOC + kind for kind in ("defaultLink", "traceability", "pip", "hasRetailers")),
    }  # fmt: skip


def test_the_list_is_valid_by_the_schema_of_gs1(visitor: Visitor, batch: Batch) -> None:
    if not SCHEMA.exists():
        pytest.skip("GS1's schema is not here")
    jsonschema = pytest.importorskip("jsonschema")
    for path in (f"/01/{GTIN}", f"/01/{GTIN}/10/L12%2F10", "/l/CT2611-03K7M-X"):
        listed = visitor.raw(f"{path}?linkType=linkset").json
        jsonschema.validate(listed, json.loads(SCHEMA.read_text()))


def test_a_link_type_we_do_not_have_is_not_found(visitor: Visitor, product: Product) -> None:
    assert "gs1:instructions" in visitor.get(f"/01/{GTIN}?linkType=gs1:instructions", 404)


def test_the_resolver_describes_itself(visitor: Visitor, db: Connection) -> None:
    described = visitor.raw("/.well-known/gs1resolver")
    assert (described.json or {})["resolverRoot"] == "https://ocop.example"
    assert described.headers["Access-Control-Allow-Origin"] == "*"


def test_other_sites_may_ask_what_is_allowed(visitor: Visitor, product: Product) -> None:
    allowed = visitor.raw(f"/01/{GTIN}", method="OPTIONS").headers
    assert {"GET", "HEAD", "OPTIONS"} <= set(allowed["Allow"].split(", "))
    assert allowed["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_the_page_to_type_a_code(visitor: Visitor, db: Connection) -> None:
    page = visitor.get("/truy-xuat")
    assert page.page == "find"
    assert page.answer is not None
    policy = page.answer.headers["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" in policy
    assert "wasm" not in visitor.raw("/bang-thanh-phan").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("ct2611 o3k7m x", "/truy-xuat/CT2611-03K7M-X"),
        ("CT261103K7MX", "/truy-xuat/CT2611-03K7M-X"),
        ("https://ocop.example/truy-xuat/CT2611-03K7M-X?lang=en", "/truy-xuat/CT2611-03K7M-X"),
        (f"https://ocop.example/01/{GTIN}/10/L12%2F10", f"/01/{GTIN}/10/L12%2F10"),
        (GTIN[1:], f"/01/{GTIN}"),
    ],
)
def test_a_typed_code_leads_to_its_page(
    visitor: Visitor, batch: Batch, typed: str, target: str
) -> None:
    answer = visitor.raw("/truy-xuat", 302, query_string={"ma": typed})
    assert answer.headers["Location"] == target


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("   ", "Hãy gõ mã"),
        ("CT2611-03K7M-Y", "gõ nhầm"),
        ("xin chào", "không phải mã lô"),
        ("<script>alert(1)</script>", "không phải mã lô"),
        ("https://evil.example/l/CT2611-03K7M-X", "không thuộc hệ thống"),
        (UNKNOWN, "chưa có sản phẩm"),
        ("x" * 2001, "Dài quá"),
        ("CT2611-" + "0" * 60, "gõ nhầm"),
    ],
)
def test_what_leads_nowhere_is_refused_beside_the_field(
    visitor: Visitor, batch: Batch, typed: str, word: str
) -> None:
    page = visitor.get("/truy-xuat", query_string={"ma": typed})
    assert word in page
    assert 'id="ma-loi"' in page
    assert "<script>alert" not in page


def test_a_code_that_could_be_ours_but_is_not_gets_the_page_of_unknown_batches(
    visitor: Visitor, batch: Batch
) -> None:
    code = public_code("Cà phê", batch.packed_on + timedelta(days=1), "03K7N")
    answer = visitor.raw("/truy-xuat", 302, query_string={"ma": code})
    assert answer.headers["Location"] == f"/truy-xuat/{code}"
