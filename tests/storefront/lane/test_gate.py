"""What the lane answers itself, what it leaves to Flask, and what it counts."""

import gzip
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.test import Client, TestResponse

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.lane.gate import with_lane
from storefront.lane.readers import reader_for
from tests.live import BROWSER, GTIN, Words
from traceability.batches.models import Batch
from traceability.passport import pages
from traceability.scans import counter
from traceability.scans.models import ScanCount

PREVIEW = {"User-Agent": "facebookexternalhit/1.1"}
CODE = "CT2611-03K7M-X"
MakeBatch = Callable[..., Batch]


def words(code: str, language: str, on: date) -> Words:
    return Words(f"<h1>{language} {code}</h1>")


@pytest.fixture
def stored(make_batch: MakeBatch) -> Batch:
    """A batch whose pages are ready in both languages."""
    batch = make_batch(CODE, "L12/10")
    for language in ("vi", "en"):
        pages.make(CODE, language, clock.now(), words)
    return batch


def came_from_the_lane(answer: TestResponse) -> bool:
    return "X-Request-Id" not in answer.headers  # Flask names every request


def test_a_ready_page_is_sent_without_flask(stored: Batch, scan: Client) -> None:
    answer = scan.get(f"/truy-xuat/{CODE}", headers=BROWSER)
    assert came_from_the_lane(answer)
    assert answer.status_code == 200
    assert answer.text == f"<h1>vi {CODE}</h1>"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Strict-Transport-Security"]
    assert answer.headers["Vary"] == "Accept-Encoding, Accept-Language, Cookie"
    assert "Set-Cookie" not in answer.headers


def test_it_is_compressed_for_who_takes_it(stored: Batch, scan: Client) -> None:
    answer = scan.get(f"/truy-xuat/{CODE}", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data).decode() == f"<h1>vi {CODE}</h1>"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    plain = scan.get(f"/truy-xuat/{CODE}", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["ETag"] != answer.headers["ETag"]


def test_a_known_page_is_not_sent_again(stored: Batch, scan: Client) -> None:
    etag = scan.get(f"/truy-xuat/{CODE}").headers["ETag"]
    again = scan.get(f"/truy-xuat/{CODE}", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"]
    other = scan.get(f"/truy-xuat/{CODE}", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        ("", {}, "vi"),
        ("", {"Accept-Language": "en-GB, vi;q=0.5"}, "en"),
        ("", {"Accept-Language": "en", "Cookie": "lang=vi"}, "vi"),
        ("?lang=en", {"Cookie": "lang=vi"}, "en"),
        ("?lang=xx", {"Cookie": "lang=en"}, "en"),
        ("?fbclid=a1", {"Cookie": "slang=en"}, "vi"),
        ("", {"Cookie": 'lang="; ]=,'}, "vi"),
    ],
)
def test_language_is_chosen_as_everywhere(
    stored: Batch, scan: Client, query: str, headers: dict[str, str], language: str
) -> None:
    answer = scan.get(f"/truy-xuat/{CODE}{query}", headers=headers)
    assert came_from_the_lane(answer)
    assert answer.headers["Content-Language"] == language
    assert answer.text.startswith(f"<h1>{language}")
    assert ("lang=en" in answer.headers.get("Set-Cookie", "")) == (query == "?lang=en")


def test_head_gives_the_headers_alone(stored: Batch, scan: Client) -> None:
    answer = scan.head(f"/truy-xuat/{CODE}", headers=BROWSER)
    assert came_from_the_lane(answer)
    assert answer.data == b""
    assert int(answer.headers["Content-Length"]) > 0


def test_people_are_counted_by_day_and_batch(shop: Flask, stored: Batch, scan: Client) -> None:
    for headers in (BROWSER, BROWSER, {"User-Agent": "Googlebot"}, PREVIEW):
        scan.get(f"/truy-xuat/{CODE}", headers=headers)
    scan.head(f"/truy-xuat/{CODE}", headers=BROWSER)
    scan.get(f"/01/{GTIN}/10/L12%2F10", headers=BROWSER)
    counter.connected().flush()
    rows = session.execute(select(ScanCount.day, ScanCount.code, ScanCount.count)).all()
    assert rows == [(clock.today(), CODE, 2)]


@pytest.mark.parametrize("path", ["/truy-xuat/NOT-KNOWN", "/truy-xuat", "/truy-xuat/", "/healthz"])
def test_all_else_is_left_to_flask(stored: Batch, scan: Client, path: str) -> None:
    assert not came_from_the_lane(scan.get(path))


def test_only_reading_is_answered(stored: Batch, scan: Client) -> None:
    assert not came_from_the_lane(scan.post(f"/truy-xuat/{CODE}"))


def test_a_stale_page_is_never_sent(stored: Batch, scan: Client) -> None:
    with transaction():
        pages.mark_stale([stored.id])
    assert not came_from_the_lane(scan.get(f"/truy-xuat/{CODE}"))


def test_a_page_is_not_sent_past_its_time(stored: Batch, scan: Client) -> None:
    with time_machine.travel("2098-12-31T23:59:59Z", tick=False):
        assert came_from_the_lane(scan.get(f"/truy-xuat/{CODE}"))
    with time_machine.travel("2099-01-01T00:00:00Z", tick=False):
        assert not came_from_the_lane(scan.get(f"/truy-xuat/{CODE}"))


@pytest.mark.parametrize(
    "path",
    [f"/01/{GTIN}/10/{CODE}", f"/01/{GTIN}/10/{CODE}/", f"/l/{CODE}"],
)
def test_printed_links_lead_to_the_page(make_batch: MakeBatch, scan: Client, path: str) -> None:
    make_batch(CODE)
    answer = scan.get(path)
    assert came_from_the_lane(answer)
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"/truy-xuat/{CODE}"
    assert 'rel="linkset"' in answer.headers["Link"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_redirect_passes_the_query_on(stored: Batch, scan: Client) -> None:
    answer = scan.get(f"/01/{GTIN}/10/L12%2F10?lang=en")
    assert answer.headers["Location"] == f"/truy-xuat/{CODE}?lang=en"


@pytest.mark.parametrize(
    "path",
    [
        f"/01/{GTIN}",
        f"/01/{GTIN}/10/unknown",
        f"/01/{GTIN}/10/{CODE}/21/7",
        f"/01/{GTIN}/10/{CODE}?linkType=linkset",
        f"/01/{GTIN[:-1]}0/10/{CODE}",
        "/l/unknown",
        f"/l/{CODE}/7",
        f"/l/{CODE}.txt",
        "/l/" + "x" * 100,
    ],
)
def test_links_that_need_words_are_left_to_flask(stored: Batch, scan: Client, path: str) -> None:
    assert not came_from_the_lane(scan.get(path))


def test_a_page_of_a_serial_number_is_left_to_flask(stored: Batch, scan: Client) -> None:
    assert not came_from_the_lane(scan.get(f"/truy-xuat/{CODE}?serial=7"))


def test_a_wish_for_the_linkset_is_left_to_flask(stored: Batch, scan: Client) -> None:
    wish = {"Accept": "application/linkset+json"}
    assert not came_from_the_lane(scan.get(f"/01/{GTIN}/10/{CODE}", headers=wish))


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all", "postgresql+psycopg://nobody@127.0.0.1:1/none"]
)
def test_a_database_that_does_not_answer_is_left_to_flask(
    stored: Batch, shop: Flask, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    lane = with_lane(shop)
    monkeypatch.setattr(lane, "_reader", reader_for(url))
    answer = Client(lane).get(f"/truy-xuat/{CODE}")
    assert answer.status_code == 200
    assert not came_from_the_lane(answer)


def test_at_our_own_address_the_way_is_the_one_of_the_list(
    make_batch: MakeBatch, scan: Client
) -> None:
    make_batch(CODE)
    ours = scan.get(f"/01/{GTIN}/10/{CODE}", base_url="https://ocop.example")
    assert ours.headers["Location"] == f"https://ocop.example/truy-xuat/{CODE}"


def test_attributes_of_gs1_are_left_to_flask(make_batch: MakeBatch, scan: Client) -> None:
    make_batch(CODE)
    assert scan.get(f"/01/{GTIN}/10/{CODE}?17=271331").status_code == 400
    assert scan.get(f"/01/{GTIN}/10/{CODE}?17=271231").status_code == 307
