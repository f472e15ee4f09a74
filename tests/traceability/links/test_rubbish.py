"""Whatever stands behind /01/ or /l/: an answer for people, and never a fault of ours."""

from urllib.parse import quote, unquote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.factories.catalog import make_product
from tests.factories.traceability import make_batch
from traceability.identifiers.rules import weblinks
from traceability.identifiers.rules.faults import BadIdentifier
from traceability.links.rules import BadLink, Link, parse

GTIN = "09520000000011"
PARTS = st.lists(
    st.one_of(
        st.sampled_from(["01", "10", "21", "22", "235", GTIN, "12/10/26", "", ".", "..", "foo"]),
        st.binary(max_size=12),
    ),
    max_size=7,
)
QUERIES = st.lists(
    st.tuples(
        st.sampled_from(["linkType", "lang", "17", "10", "01", "99", "x", ""]),
        st.one_of(st.sampled_from(["linkset", "all", "gs1:pip", "261231", "en"]), st.binary()),
    ),
    max_size=4,
)
HEADERS = st.text("abc/,;=*q.0123456789-\x80", max_size=30)


@pytest.fixture
def goods(app: Flask, db: Connection) -> Flask:
    make_batch(make_product(gtin=GTIN), producer_text="12/10/26")
    return app


@pytest.mark.parametrize("root", ["/01/", f"/01/{GTIN}/", f"/01/{GTIN}/10/", "/l/"])
@given(parts=PARTS, query=QUERIES, accept=HEADERS, language=HEADERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_address_is_answered(
    goods: Flask, root: str, parts: list[bytes | str], query: list[tuple[str, bytes | str]],
    accept: str, language: str,
) -> None:  # fmt: skip
    asked = "&".join(f"{name}={quote(value)}" for name, value in query)
    path = root + "/".join(quote(part, safe="") for part in parts)
    answer = goods.test_client().get(
        f"{path}?{asked}", headers={"Accept": accept, "Accept-Language": language}
    )
    assert answer.status_code in (200, 300, 307, 308, 400, 404)
    location = answer.headers.get("Location", "/").removeprefix("http://localhost")
    assert location.startswith("/")
    assert not location.startswith("//")


TEXTS = st.one_of(st.none(), st.text("!\"%&'()*+,-./09:;<=>?AZ_az é^", min_size=1, max_size=22))


@given(batch=TEXTS, serial=TEXTS, variant=TEXTS)
def test_the_quick_reading_never_takes_what_the_whole_one_refuses(
    batch: str | None, serial: str | None, variant: str | None
) -> None:
    path = unquote(Link(GTIN, batch, serial, variant).path)
    try:
        link = parse(path)
    except BadLink:
        return
    read = weblinks.read(f"https://shop.example{link.path}")
    assert [tuple(one) for one in read.path] == [("01", GTIN), *link.qualifiers]


@given(batch=TEXTS, serial=TEXTS, variant=TEXTS)
def test_without_slashes_both_readings_take_the_same(
    batch: str | None, serial: str | None, variant: str | None
) -> None:
    texts = [text.replace("/", "") if text else text for text in (batch, serial, variant)]
    link = Link(GTIN, *texts)
    try:
        weblinks.read(f"https://shop.example{link.path}")
    except BadIdentifier:
        with pytest.raises(BadLink):
            parse(unquote(link.path))
    else:
        assert parse(unquote(link.path)) == link
