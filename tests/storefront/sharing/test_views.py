"""What a seller sends and hangs up leads to the house, and shows stars only while they hold."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.media.pen import can_draw
from storefront.sharing import stand
from storefront.sites import service
from storefront.sites.rules import Section
from tests.factories import catalog
from tests.factories.storefront import make_seller, make_variant
from tests.storefront.sites.conftest import keep_photo
from tests.visitor import Visitor

HERE = "/ban-hang/chia-se"
HOUSE = "https://ocop.example"
drawn = pytest.mark.skipif(not can_draw(), reason="the fonts are fetched by bin/setup")


@pytest.fixture
def shop(app: Flask, db: Connection) -> Iterator[Producer]:
    with app.app_context():
        yield make_seller()


@pytest.fixture
def seller(visitor: Visitor, shop: Producer) -> Visitor:
    visitor.sign_in("sites.keep", "seller.see", producer_ids=(shop.id,))
    return visitor


def texts(picture: bytes) -> list[str]:
    """What a phone reads in a picture."""
    image = Image.open(io.BytesIO(picture))
    return [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]


def pictures_of(seller: Visitor, address: str) -> dict[str, str]:
    """Shape to path, as the page offers them."""
    link = rf'href="{HOUSE}([^"]+[.]jpg)" download="chia-se-(doc|ngang)[.]jpg"'
    found = {shape: path for path, shape in re.findall(link, seller.get(address).html)}
    assert len(found) == 2
    return found


def test_everything_that_can_be_sent_is_listed(seller: Visitor, shop: Producer) -> None:
    product = make_variant("Cà phê", shop).product
    page = seller.get(HERE)
    assert f"{HERE}/san-pham/{product.slug}" in page.links
    assert {f"{HERE}/trang", f"{HERE}/quay-hang"} <= set(page.links)


def test_a_ready_text_has_price_stars_of_today_and_the_houses_address(
    seller: Visitor, shop: Producer
) -> None:
    product = make_variant("Cà phê", shop).product
    address = f"{HERE}/san-pham/{product.slug}"
    assert "sao OCOP" not in seller.get(address)
    catalog.make_recognition(product, stars=4, decision_date=clock.today() - timedelta(days=30))
    page = seller.get(address)
    for text in ("95.000\u00a0₫ / gói 500 g", "4 sao OCOP, còn hạn đến hết", f"{HOUSE}/san-pham/"):
        assert text in page


def test_a_text_about_the_seller_names_some_goods(seller: Visitor, shop: Producer) -> None:
    make_variant("Cà phê", shop)
    page = seller.get(f"{HERE}/trang")
    assert "Cà phê" in page
    assert f"Xem gian hàng: {HOUSE}/chu-the/{shop.slug}" in page


def test_goods_of_others_are_not_shared(seller: Visitor, shop: Producer) -> None:
    other = make_variant("Gạo", make_seller("HTX khác")).product
    seller.get(f"{HERE}/san-pham/{other.slug}", 404)


def test_what_buyers_do_not_see_is_not_sent(seller: Visitor, shop: Producer) -> None:
    with transaction():
        session.get_one(Producer, shop.id).is_listed = False
    assert "chưa có gì để chia sẻ" in seller.get(HERE)
    for address in ("trang", "quay-hang"):
        seller.get(f"{HERE}/{address}", 404)
    seller.raw(f"{HERE}/quay-hang.pdf", 404)


@drawn
@pytest.mark.parametrize("what", ["goods", "site"])
def test_cards_come_in_two_shapes_and_their_codes_lead_to_the_house(
    seller: Visitor, shop: Producer, what: str
) -> None:
    product = make_variant("Cà phê rang xay Đak Đoa", shop).product
    catalog.make_recognition(product, stars=4)
    goods = what == "goods"
    slug = product.slug if goods else shop.slug
    wanted = f"{HOUSE}/{'san-pham' if goods else 'chu-the'}/{slug}"
    sizes = {}
    for shape, path in pictures_of(
        seller, f"{HERE}/{f'san-pham/{slug}' if goods else 'trang'}"
    ).items():
        answer = seller.raw(path, buffered=True)
        sizes[shape] = Image.open(io.BytesIO(answer.data)).size
        assert texts(answer.data) == [wanted]
        assert answer.headers["Cache-Control"].startswith("public")
    assert sizes == {"doc": (1080, 1350), "ngang": (1200, 630)}


@drawn
def test_a_sellers_card_changes_when_stars_lapse_and_no_other_is_drawn(
    seller: Visitor, shop: Producer
) -> None:
    product = make_variant("Cà phê", shop).product
    plain = pictures_of(seller, f"{HERE}/trang")["ngang"]
    catalog.make_recognition(product, stars=4)
    starred = pictures_of(seller, f"{HERE}/trang")["ngang"]
    assert plain != starred
    page = seller.get(f"/chu-the/{shop.slug}")
    assert f'property="og:image" content="{HOUSE}{starred}"' in page
    seller.raw(starred).close()
    seller.raw(plain, 404)
    for name in ("x", "0" * 32, f"{'0' * 32}-doc", f"{'0' * 32}-x"):
        seller.raw(f"/chu-the/{shop.slug}/the/{name}.jpg", 404)


@drawn
def test_a_card_of_yesterday_is_gone_with_its_photo(seller: Visitor, shop: Producer) -> None:
    actor = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({shop.id}))
    with transaction():
        digest = keep_photo(shop.id)
        service.add_photo(actor, shop.id, digest, "Sân phơi", clock.now())
        service.publish(actor, shop.id, clock.now())
    card = pictures_of(seller, f"{HERE}/trang")["doc"]
    seller.raw(card).close()
    with transaction():
        service.hide(actor, shop.id, Section.PHOTOS, "Ảnh của người khác", clock.now())
    seller.raw(card, 404)


@drawn
def test_a_card_is_the_same_in_every_language(seller: Visitor, shop: Producer) -> None:
    catalog.make_recognition(make_variant("Cà phê", shop).product, stars=4)
    one, other = (
        pictures_of(seller, f"{HERE}/trang?lang={code}")["ngang"] for code in ("vi", "en")
    )
    assert one == other


@drawn
@pytest.mark.parametrize(
    ("paper", "size"), [("a5", (148, 210)), ("a4", (210, 297)), ("a9", (148, 210))]
)
def test_the_sign_of_the_stall_reads_back(
    seller: Visitor, shop: Producer, paper: str, size: tuple[int, int]
) -> None:
    catalog.make_recognition(make_variant("Cà phê", shop).product, stars=4)
    answer = seller.raw(f"{HERE}/quay-hang.pdf?kho={paper}")
    document = pypdfium2.PdfDocument(answer.data)
    page = document[0]
    assert tuple(round(side / 72 * 25.4) for side in page.get_size()) == size
    words = page.get_textpage()
    text = words.get_text_range()
    bitmap = page.render(scale=2, grayscale=True)
    read = [code.text for code in zxingcpp.read_barcodes(bitmap.to_pil())]
    for one in (bitmap, words, page, document):
        one.close()
    assert read == [f"{HOUSE}/chu-the/{shop.slug}"]
    assert "Quét để xem gian hàng" in text
    assert "4 sao" not in text, "stars lapse, and a sign hangs for years"


def test_the_code_alone_reads_back(seller: Visitor, shop: Producer) -> None:
    address = f"{HOUSE}/chu-the/{shop.slug}"
    assert texts(seller.raw(f"{HERE}/quay-hang.png").data) == [address]
    answer = seller.raw(f"{HERE}/quay-hang.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@drawn
@pytest.mark.parametrize("name", ["Mậtong" * 33, "W" * 200, "🍯", "Tổ hợp tác " * 18])
def test_no_word_runs_off_the_sign(name: str) -> None:
    sign = stand.Sign(name, "Gia Lai", f"{HOUSE}/chu-the/mat-ong", "Chợ Xã")
    page = pypdfium2.PdfDocument(stand.draw(sign, "a5"))[0].render(scale=1).to_pil()
    edge = page.convert("L").crop((0, 0, 20, 170))
    assert edge.getextrema()[0] == edge.getextrema()[1], "nothing stands at the edge"
