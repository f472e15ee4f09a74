"""Kept pictures are served for good and can do nothing; anything else is not found."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.kernel.files import KINDS, PictureStore
from catalog.products.models import Product
from storefront.media import share_card
from storefront.media.pen import can_draw, drawable
from tests.factories.catalog import make_product, make_recognition


@pytest.fixture
def digest(app):
    store = app.extensions["ocop_pictures"]
    return store.keep_drawn(Image.new("RGB", (1600, 1480), "#1b6b45")).digest


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_kept_for_good_and_can_do_nothing(app, digest, kind):
    answer = app.test_client().get(f"/media/{digest}-{kind}", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype == ("image/jpeg" if kind.endswith("jpg") else "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "public" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


def test_a_browser_that_has_it_gets_no_body(app, digest):
    address = f"/media/{digest}-320.webp"
    etag = app.test_client().get(address, buffered=True).headers["ETag"]
    headers = {"If-None-Match": etag}
    again = app.test_client().get(address, headers=headers, buffered=True)
    assert again.status_code == 304


@pytest.mark.parametrize(
    "name",
    [
        f"{'0' * 32}-320.webp",
        "../secret_key",
        "..%2fsecret_key",
        "%2e%2e/secret_key",
        f"{'0' * 31}-320.webp",
        f"{'0' * 32}-321.webp",
        f"{'0' * 32}-320.webp%0a",
        f"{'A' * 32}-320.webp",
        ".new-abc",
    ],
)
def test_other_names_are_not_found(app, digest, name):
    assert app.test_client().get(f"/media/{name}").status_code == 404


def named_card(browser):
    """The path of the card the product page names."""
    page = browser.get("/san-pham/ca-phe").text
    found = re.search(r'og:image" content="https://ocop.example(/media/ca-phe/[^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.skipif(not can_draw(), reason="the fonts are fetched by bin/setup")
def test_a_share_card_is_drawn_once_and_follows_the_stars(app, db):
    product_id = make_product("Cà phê rang xay Đak Đoa", slug="ca-phe").id
    with app.test_client() as browser:
        plain = named_card(browser)
        decided = clock.today() - timedelta(days=30)
        make_recognition(session.get(Product, product_id), decision_date=decided)
        path = named_card(browser)
        assert plain != path
        answer = browser.get(path, buffered=True)
        assert answer.status_code == 200
        assert Image.open(io.BytesIO(answer.data)).size == (1200, 630)
        assert browser.get(path, buffered=True).data == answer.data
        assert browser.get(plain).status_code == 404, "stars of another day"
        assert browser.get(f"/media/ca-phe/{'0' * 32}.jpg").status_code == 404
        assert browser.get(f"/media/khong-co/{'0' * 32}.jpg").status_code == 404
        assert browser.get("/media/ca-phe/../../x.jpg").status_code == 404


@pytest.mark.skipif(not can_draw(), reason="the fonts are fetched by bin/setup")
def test_a_card_holds_a_long_name_and_no_picture(tmp_path):
    name = "Dịch vụ " + "rất dài " * 30
    card = share_card.Card("Chợ Xã", name, "Hợp tác xã " * 9, "Gia Lai", None, 0, None, None)
    data = share_card.draw(card, PictureStore(tmp_path))
    assert Image.open(io.BytesIO(data)).size == (1200, 630)


MARGIN_IS_FREE = {share_card.Shape.WIDE: 1160, share_card.Shape.TALL: 1040}


@pytest.mark.skipif(not can_draw(), reason="the fonts are fetched by bin/setup")
@pytest.mark.parametrize("shape", share_card.Shape)
@pytest.mark.parametrize(
    "text",
    ["Mậtong" * 33, "W" * 200, '=HYPERLINK("http://x.example/mat-ong","Mật ong")', "Mật " * 50],
)
def test_no_word_runs_off_a_card(tmp_path, shape, text):
    price = f"95.000 ₫ / {text[:80]}"
    link = f"https://ocop.example/san-pham/{'mat-ong-' * 9}"
    card = share_card.Card("Chợ Xã", text, text, text, None, 4, None, None, price, text, link)
    image = Image.open(io.BytesIO(share_card.draw(card, PictureStore(tmp_path), shape)))
    left, top = MARGIN_IS_FREE[shape], image.height - 600
    margin = image.convert("L").crop((left, top, image.width, image.height))
    assert margin.getextrema()[0] > 200, "the margin is as bright as paper"


def test_what_the_fonts_lack_leaves_no_gap():
    assert drawable("Mật ong 🍯👩\u200d🌾 rừng 蜂蜜") == "Mật ong rừng"
    assert drawable("𝗠𝗮̣̂𝘁 𝗼𝗻𝗴") == "Mật ong"
    assert drawable("Đăk Pơ\u0306, Čư M\u0301gar") == "Đăk Pơ, Cư Mgar"
