"""The frame around every page: languages, headers, errors, health."""

import gzip

import pytest
from flask import Flask

from catalog.kernel.i18n import _, language, speaking
from storefront.languages import lookup
from tests.visitor import Visitor


def test_the_style_guide_speaks_both_languages(visitor: Visitor) -> None:
    assert visitor.get("/bang-thanh-phan").lang == "vi"
    page = visitor.get("/bang-thanh-phan?lang=en")
    assert page.lang == "en"
    assert "Every component in every state." in page
    assert visitor.get("/bang-thanh-phan").lang == "en", "the choice is remembered"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr-CH, en-GB;q=0.8, vi;q=0.5", "en"),
        ("vi-VN, en;q=0.9", "vi"),
        ("en;q=0, vi;q=0.1", "vi"),
        ("en;q=abc, de", "vi"),
        ("*", "vi"),
    ],
)
def test_languages_are_looked_up(header: str, language: str) -> None:
    assert lookup(header) == language


def test_an_unknown_page_explains_itself(visitor: Visitor) -> None:
    assert "Không có trang này" in visitor.get("/khong-co", status=404)


def test_machines_get_problem_json(visitor: Visitor) -> None:
    answer = visitor.raw("/api/v1/khong-co", status=404)
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 404


def test_every_answer_carries_the_headers(visitor: Visitor) -> None:
    headers = visitor.raw("/bang-thanh-phan").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert headers["X-Request-Id"]


def test_a_strange_host_is_refused(visitor: Visitor) -> None:
    visitor.raw("/healthz", status=400, headers={"Host": "evil.example"})


def test_public_pages_touch_no_session(visitor: Visitor) -> None:
    assert "Set-Cookie" not in visitor.raw("/bang-thanh-phan").headers


def test_health(visitor: Visitor) -> None:
    assert visitor.raw("/healthz").json == {"status": "ok"}
    assert b"ocop_requests_total" in visitor.raw("/metrics").data


def test_words_follow_the_language_that_is_asked_for(app: Flask) -> None:
    with app.app_context():
        assert _("Mua ngay") == "Mua ngay"
        with speaking("en"):
            assert (language(), _("Mua ngay")) == ("en", "Buy now")
        assert language() == "vi"
    assert _("Mua ngay") == "Mua ngay", "also where there is no application"


def test_pages_that_name_no_icon_still_have_one(visitor: Visitor) -> None:
    assert visitor.raw("/favicon.ico").mimetype == "image/png"


def test_the_stylesheet_travels_packed_where_it_can(visitor: Visitor) -> None:
    plain = visitor.raw("/static/site.css")
    small = visitor.raw("/static/site.css", headers={"Accept-Encoding": "br, gzip"})
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 3
    assert "Accept-Encoding" in small.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
    refused = visitor.raw("/static/site.css", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers
