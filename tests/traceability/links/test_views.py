"""What printed links lead to, and the page on which a code is typed."""

from datetime import timedelta

import jsonschema_rs
import pytest
from sqlalchemy import Connection

from catalog.kernel.actor import Actor
from catalog.kernel.codes import gtin_check_digit
from catalog.kernel.db import transaction
from catalog.products.models import Product
from catalog.products.service import ProductFacts, change_product
from tests.factories.catalog import make_product
from tests.factories.traceability import make_batch, make_history, stop
from tests.testdata import read
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.batches.rules import public_code

GTIN = "0952000000001" + gtin_check_digit("0952000000001")
UNKNOWN = "0952000000002" + gtin_check_digit("0952000000002")
WRONG = GTIN[:-1] + str((int(GTIN[-1]) + 1) % 10)
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
    bought = lead(visitor, f"/01/{GTIN}?linkType=gs1:hasRetailers&a=1")
    assert bought == f"{page}?lang=vi&a=1"


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
        (f"/01/{GTIN}/foo", "theo thứ tự"),
        (f"/01/{GTIN}/10/L12%2F10/foo", "theo thứ tự"),
        (f"/01/{GTIN}/10/A/21/7/foo", "theo thứ tự"),
        ("/01/", "theo thứ tự"),
        (f"/01//{GTIN}", "14 chữ số"),
        (f"/01/{GTIN}/10//A", "bị cụt"),
        (f"/01/{GTIN}/10/A%0AB", "sau /10/"),
        (f"/01/{GTIN}/22/", "bị cụt"),
        (f"/01/{GTIN}/22/{'A' * 21}", "/22/"),
        (f"/01/{GTIN}/235/A/10/B", "theo thứ tự"),
        (f"/01/{GTIN}/10/{'A/' * 4000}", "sau /10/"),
        (f"/01/{GTIN}/10/%FF%FE%C0%AF", "sau /10/"),
        (f"/01/{GTIN}/10/..%2f..%2fetc%2fpasswd%00", "sau /10/"),
        ("/01/%00%01%0d%0aSet-Cookie:%20a=b", "14 chữ số"),
        ("/01/" + "9" * 100_000, "14 chữ số"),
        (f"/01/{UNKNOWN}/10/A/foo", "theo thứ tự"),
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
        *(VOC + kind for kind in (
            "defaultLink", "traceability", "recallStatus", "pip", "hasRetailers", "masterData",
            "certificationInfo", "epcis",
        )),
    }  # fmt: skip


@pytest.mark.parametrize("path", [f"/01/{GTIN}", f"/01/{GTIN}/10/L12%2F10", f"/01/{GTIN}/10/NO",
                                  "/l/CT2611-03K7M-X"])  # fmt: skip
def test_the_list_is_valid_and_speaks_the_vocabulary_of_gs1(
    visitor: Visitor, batch: Batch, path: str
) -> None:
    listed = visitor.raw(f"{path}?linkType=linkset").json or {}
    jsonschema_rs.validator_for(read("trace/gs1-linkset/gs1-linkset-schema.json")).validate(listed)
    known = {one["id"] for one in read("trace/gs1-webvoc/link_types_v1.16.json")}
    kinds = set(listed["linkset"][0]) - {"anchor", "itemDescription"}
    assert {kind.replace(VOC, "gs1:") for kind in kinds} <= known


@pytest.mark.parametrize(
    ("accept_language", "language"),
    [
        ("", "vi"),
        ("en-GB, vi;q=0.5", "en"),
        ("vi;q=0.1, en;q=0.9", "en"),
        ("en;q=0, ja", "vi"),
        ("fr-CH, en-GB;q=0.8, vi;q=0.5", "en"),
        ("zh-Hant-TW, *;q=0.1", "vi"),
        (",;q=,,=\x80", "vi"),
    ],
)
def test_the_language_is_looked_up_as_rfc_4647_says(
    visitor: Visitor, product: Product, accept_language: str, language: str
) -> None:
    page = f"/san-pham/{product.slug}?lang={language}"
    wished = {"Accept-Language": accept_language}
    assert lead(visitor, f"/01/{GTIN}?linkType=gs1:pip", headers=wished) == page


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("application/json", "/api/v1/batches/CT2611-03K7M-X"),
        ("text/html;q=0.2, application/json", "/api/v1/batches/CT2611-03K7M-X"),
        ("text/plain", "/l/CT2611-03K7M-X.txt?lang=vi"),
        ("*/*", "/truy-xuat/CT2611-03K7M-X?lang=vi"),
        ("image/png", "/truy-xuat/CT2611-03K7M-X?lang=vi"),
    ],
)
def test_the_kind_of_answer_is_that_which_was_wished(
    visitor: Visitor, batch: Batch, accept: str, target: str
) -> None:
    path = f"/01/{GTIN}/10/L12%2F10?linkType=traceability"
    assert lead(visitor, path, headers={"Accept": accept}) == target


def test_a_choice_is_left_where_several_links_fit_alike(visitor: Visitor, db: Connection) -> None:
    grown = make_history(make_product(gtin=GTIN), code="CT2611-03K7M-X")
    path = f"/01/{GTIN}/10/{grown.code}?linkType=gs1:locationInfo"
    page = visitor.get(path, 300)
    assert page.page == "link-choices"
    places = [link for link in page.links if link.startswith("/vung-trong/")]
    assert len(places) == 2
    assert all(link.endswith("?lang=vi") for link in places)
    for place in places:
        visitor.get(place)


@pytest.mark.parametrize("gtin", [GTIN, None])
def test_the_steps_of_a_batch_are_found_as_epcis(
    visitor: Visitor, db: Connection, gtin: str | None
) -> None:
    code = make_history(make_product(gtin=gtin), producer_text="L12/10").code
    path = f"/01/{GTIN}/10/L12%2F10" if gtin else f"/l/{code}"
    led = lead(visitor, f"{path}?linkType=gs1:epcis&utm=1")
    assert "utm" not in led  # a question to EPCIS takes nothing it does not know
    body = visitor.raw(led).json or {}
    assert len(body["epcisBody"]["queryResults"]["resultsBody"]["eventList"]) == 2
    [listed] = (visitor.raw(f"{path}?linkType=linkset").json or {})["linkset"][0][f"{VOC}epcis"]
    assert listed["fwqs"] is False


def test_a_recalled_batch_leads_buyers_nowhere_else(visitor: Visitor, batch: Batch) -> None:
    stop(batch)
    for kind in ("defaultLink", "pip", "hasRetailers", "recallStatus", "traceability"):
        led = lead(visitor, f"/01/{GTIN}/10/L12%2F10?linkType=gs1:{kind}")
        assert led.partition("?")[0] == "/truy-xuat/CT2611-03K7M-X"


def test_goods_no_longer_shown_lead_to_their_maker(visitor: Visitor, db: Connection) -> None:
    make_product(gtin=GTIN, is_published=False)
    led = lead(visitor, f"/01/{GTIN}")
    assert led.startswith("/chu-the/")
    visitor.get(led)
    listed = visitor.raw(f"/01/{GTIN}?linkType=linkset").json or {}
    assert f"{VOC}hasRetailers" not in listed["linkset"][0]


def test_a_changed_bar_code_still_leads_to_its_goods(visitor: Visitor, batch: Batch) -> None:
    seller = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({batch.producer_id}))
    assert batch.product_id
    product_id = batch.product_id
    with transaction():
        change_product(seller, product_id, ProductFacts("Gạo thơm", gtin=UNKNOWN))
    for gtin in (GTIN, UNKNOWN):
        assert lead(visitor, f"/01/{gtin}/10/L12%2F10") == "/truy-xuat/CT2611-03K7M-X"
        assert lead(visitor, f"/01/{gtin}").startswith("/san-pham/")
        assert "Gạo thơm" in visitor.get(lead(visitor, f"/01/{gtin}/10/NO"))
    other = make_batch(make_product(gtin=GTIN), producer_text="L12/10").code
    assert lead(visitor, f"/01/{GTIN}/10/L12%2F10") == f"/truy-xuat/{other}"
    assert lead(visitor, f"/01/{GTIN}/10/CT2611-03K7M-X") == "/truy-xuat/CT2611-03K7M-X"


def test_a_variant_and_an_extension_walk_up(visitor: Visitor, batch: Batch) -> None:
    page = lead(visitor, f"/01/{GTIN}")
    assert lead(visitor, f"/01/{GTIN}/22/2A") == page
    assert lead(visitor, f"/01/{GTIN}/235/XYZ") == page
    assert lead(visitor, f"/01/{GTIN}/22/2A/10/L12%2F10") == "/truy-xuat/CT2611-03K7M-X"


def test_attributes_are_checked_and_passed_on(visitor: Visitor, batch: Batch) -> None:
    path = f"/01/{GTIN}/10/L12%2F10"
    assert lead(visitor, f"{path}?17=271231&fbclid=x") == (
        "/truy-xuat/CT2611-03K7M-X?17=271231&fbclid=x"
    )
    for wrong in ("17=271331", "999=1", "21=7", "01=" + GTIN, "17=271231&17=271231", "37=5", "17="):
        assert "Sau dấu ?" in visitor.get(f"{path}?{wrong}", 400)


def test_whoever_came_to_our_address_is_led_by_the_address_of_the_list(
    visitor: Visitor, batch: Batch
) -> None:
    path = f"/01/{GTIN}/10/L12%2F10"
    ours = {"base_url": "https://ocop.example"}
    listed = visitor.raw(f"{path}?linkType=linkset", **ours).json or {}
    [default] = listed["linkset"][0][f"{VOC}defaultLink"]
    assert lead(visitor, path, **ours) == default["href"]
    assert lead(visitor, path, base_url="http://localhost").startswith("/truy-xuat/")
    visitor.raw(path, 400, headers={"Host": "evil.example"})


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
