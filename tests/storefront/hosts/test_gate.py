"""A confirmed host shows its seller's page and nothing else; what it leads to is the house."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse, create_environ

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.hosts import service
from storefront.lane.gate import with_lane
from tests.factories.storefront import make_seller, make_variant
from tests.storefront.hosts.conftest import HOST
from tests.visitor import Visitor

HOUSE = "https://ocop.example"


def at(
    visitor: Visitor, path: str, status: int = 200, host: str = HOST, **more: Any
) -> TestResponse:
    headers = {"Host": host, **more.pop("headers", {})}
    return visitor.raw(path, status, headers=headers, **more)


def test_the_first_page_is_the_sellers(visitor: Visitor, shop: Producer, confirmed: int) -> None:
    name = shop.name
    text = at(visitor, "/").text
    assert f'<h1 class="site-head__name">{name}</h1>' in text
    assert f'<link rel="canonical" href="https://{HOST}/">' in text
    assert f'property="og:url" content="https://{HOST}/"' in text
    assert "<form" not in text, "nothing is sent from here"


def test_at_the_house_the_page_is_the_houses(
    visitor: Visitor, shop: Producer, confirmed: int
) -> None:
    page = visitor.get(f"/chu-the/{shop.slug}")
    assert f'<link rel="canonical" href="{HOUSE}/chu-the/{shop.slug}">' in page
    assert HOST not in visitor.raw("/sitemap.xml").text


@pytest.mark.parametrize("host", ["VUONNHA.VN", f"{HOST}.", f"{HOST}:8443", f"{HOST}:443"])
def test_a_name_is_a_name_however_it_is_written(
    visitor: Visitor, shop: Producer, confirmed: int, host: str
) -> None:
    name = shop.name
    assert name in at(visitor, "/", host=host).text


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", f"www.{HOST}", f"{HOST}.evil.example", f"evil-{HOST}", f"{HOST}..",
        f"{HOST}@evil.example", f"{HOST}, ocop.example", "1.2.3.4", "xn--vn-d0a0990a.vn",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/san-pham", "/static/site.css"])
def test_an_unknown_name_is_refused(visitor: Visitor, confirmed: int, host: str, path: str) -> None:
    at(visitor, path, 400, host)


def test_what_a_proxy_would_have_to_say_is_not_heard(visitor: Visitor, confirmed: int) -> None:
    """Neither lets a stranger in, nor leads a guest of the house to another page."""
    for name in ("X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded"):
        value = f"host={HOST}" if name == "Forwarded" else HOST
        visitor.raw("/", 400, headers={"Host": "evil.example", name: value})
        assert 'data-page="home"' in visitor.raw("/", headers={name: value}).text


def test_a_name_asked_for_is_not_one_yet(visitor: Visitor, ask: Callable[..., int]) -> None:
    ask()
    at(visitor, "/", 400)


def test_a_name_taken_back_is_unknown_at_once(
    visitor: Visitor, confirmed: int, officer: Actor
) -> None:
    at(visitor, "/")
    with transaction():
        service.withdraw(officer, confirmed, "Tên miền hết hạn", clock.now())
    at(visitor, "/", 400)


@pytest.mark.parametrize("change", [{"verified_on": None}, {"is_listed": False}])
def test_a_shop_that_may_not_sell_has_no_name(
    visitor: Visitor, shop: Producer, confirmed: int, change: dict[str, Any]
) -> None:
    with transaction():
        for name, value in change.items():
            setattr(session.get_one(Producer, shop.id), name, value)
    at(visitor, "/", 400)


@pytest.mark.parametrize(
    "path",
    [
        "/san-pham", "/gio-hang", "/thanh-toan", "/dang-nhap?tiep=/ban-hang", "/ban-hang",
        "/healthz", "/quan-tri", "/api/v1/products", "/truy-xuat/X", "/l/X", "/01/09521234567899",
        "/.well-known/x", "/sitemap.xml", "/staticx", "/%2f%2fevil.example", "/chu-the/khac",
    ],
)  # fmt: skip
def test_everything_else_is_at_the_house(visitor: Visitor, confirmed: int, path: str) -> None:
    answer = at(visitor, path, 302)
    assert answer.location.startswith(f"{HOUSE}/"), answer.location
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_the_houses_address_of_the_page_leads_to_the_root(
    visitor: Visitor, shop: Producer, confirmed: int
) -> None:
    answer = at(visitor, f"/chu-the/{shop.slug}?lang=en", 302)
    assert answer.headers["Location"] == "/?lang=en"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_is_done_there(visitor: Visitor, confirmed: int, method: str) -> None:
    assert at(visitor, "/", 405, method=method).headers["Allow"] == "GET, HEAD"


def test_files_are_served(visitor: Visitor, confirmed: int) -> None:
    for path in ("/static/site.css", "/favicon.ico", "/robots.txt"):
        at(visitor, path).close()


def test_no_session_comes_or_goes(visitor: Visitor, shop: Producer, confirmed: int) -> None:
    visitor.sign_in("seller.see", producer_ids=(shop.id,))
    answer = at(visitor, "/?lang=en", headers={"Cookie": "__Host-session=x; lang=vi; gio=y"})
    cookies = answer.headers.getlist("Set-Cookie")
    assert [one.partition("=")[0] for one in cookies] == ["lang"]
    assert 'lang="en"' in answer.text
    ways = re.findall(r'href="([^"]*[?]lang=[^"]*)"', answer.text)
    assert set(ways) == {"/?lang=vi", "/?lang=en"}, "the other language is at the root too"


def test_a_name_that_may_leave_is_promised_nothing_for_a_year(
    visitor: Visitor, confirmed: int
) -> None:
    secure = {"environ_overrides": {"wsgi.url_scheme": "https"}}
    house = visitor.raw("/", headers={"Host": "ocop.example"}, **secure)
    assert "Strict-Transport-Security" in house.headers
    assert "Strict-Transport-Security" not in at(visitor, "/", **secure).headers


def test_goods_lead_to_the_house(visitor: Visitor, shop: Producer, confirmed: int) -> None:
    product = make_variant("Cà phê", shop).product
    assert f'href="/san-pham/{product.slug}"' in at(visitor, "/").text
    answer = at(visitor, f"/san-pham/{product.slug}", 302)
    assert answer.location == f"{HOUSE}/san-pham/{product.slug}"


def test_another_seller_is_another_page(visitor: Visitor, confirmed: int) -> None:
    other = make_seller("HTX khác")
    assert at(visitor, f"/chu-the/{other.slug}", 302).location == f"{HOUSE}/chu-the/{other.slug}"


def test_a_target_that_is_no_path_leads_nowhere(app: Flask, confirmed: int) -> None:
    """ "GET http://evil.example/ HTTP/1.1", should a server hand it on as it came."""
    heard: list[str] = []
    environ = create_environ("/x", f"https://{HOST}")
    for target in ("http://evil.example/", ".evil.example/", "@evil.example"):
        list(
            app.wsgi_app({**environ, "PATH_INFO": target}, lambda status, *_: heard.append(status))
        )
    assert heard == ["400 Bad Request"] * 3


def test_the_lane_answers_for_the_house_only(app: Flask, confirmed: int) -> None:
    lane = with_lane(app)
    heard: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], *_more: Any) -> Any:
        heard.append(status)

    for host in (HOST, "evil.example"):
        list(lane(create_environ("/truy-xuat/X", f"https://{host}"), start))
    lane.close()
    assert [one[:3] for one in heard] == ["302", "400"]
