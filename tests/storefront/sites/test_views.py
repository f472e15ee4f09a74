"""A producer's page as a visitor sees it."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, event

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.sites import service
from storefront.sites.rules import Section
from tests.factories import catalog
from tests.factories.storefront import make_seller, make_variant
from tests.storefront.sites.conftest import keep_photo
from tests.visitor import Visitor
from traceability.areas.models import Area

Write = Callable[..., None]


def test_a_producer_has_a_page(visitor: Visitor) -> None:
    seller = make_seller()
    for name in ("Cà phê rang xay", "Gạo thơm", "Giỏ cói đan tay"):
        make_variant(name, seller)
    page = visitor.get(f"/chu-the/{seller.slug}")
    assert len(re.findall(r'class="card__link"', page.html)) == 3


def test_a_plain_page_has_no_empty_section(visitor: Visitor, shop: Producer) -> None:
    page = visitor.get(f"/chu-the/{shop.slug}")
    for heading in ("Câu chuyện", "Người làm ra", "Vùng trồng", "Đến thăm", "Cách mua"):
        assert f">{heading}</h2>" not in page
    assert "Chưa có sản phẩm nào được đăng." in page


def test_what_a_seller_wrote_shows_once_published(
    visitor: Visitor, shop: Producer, write: Write
) -> None:
    write(
        greeting="Cà phê từ đất đỏ.", story="Đoạn một.\nTiếp.\n\nĐoạn hai.", buying="Gọi trước.",
        directions="Sau chợ.", zalo="+84987654321", theme="indigo",
    )  # fmt: skip
    page = visitor.get(f"/chu-the/{shop.slug}")
    for text in ("Cà phê từ đất đỏ.", "<p>Đoạn một.<br>Tiếp.</p><p>Đoạn hai.</p>", "Gọi trước."):
        assert text in page
    assert 'data-theme="indigo"' in page
    assert "https://zalo.me/0987654321" in page.links
    assert "tel:+84912345678" in page.links


def test_html_of_a_seller_is_text(visitor: Visitor, shop: Producer, write: Write) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="a()"> javascript:alert(1)'
    write(greeting=evil[:100], story=evil, buying=evil, directions=evil)
    page = visitor.get(f"/chu-the/{shop.slug}")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_before_it_is_published_the_page_is_plain(
    visitor: Visitor, shop: Producer, actor: Actor, write: Write
) -> None:
    write(story="Chuyện nhà.")
    with transaction():
        service.unpublish(actor, shop.id, clock.now())
    assert "Chuyện nhà." not in visitor.get(f"/chu-the/{shop.slug}")


def test_a_shop_that_is_not_verified_shows_only_what_the_house_shows(
    visitor: Visitor, shop: Producer, actor: Actor, write: Write
) -> None:
    write(story="Chuyện nhà.", zalo="+84987654321", directions="Sau chợ.")
    digest = keep_photo(shop.id)
    with transaction():
        service.add_photo(actor, shop.id, digest, "Sân phơi", clock.now())
        session.get_one(Producer, shop.id).verified_on = None
    page = visitor.get(f"/chu-the/{shop.slug}")
    for text in ("Chuyện nhà.", "zalo.me", "Sau chợ.", "Sân phơi", "tel:"):
        assert text not in page
    visitor.raw(f"/chu-the/{shop.slug}/anh/{digest}-800.webp", 404)


def test_a_producer_that_is_not_listed_has_no_page(visitor: Visitor, shop: Producer) -> None:
    with transaction():
        session.get_one(Producer, shop.id).is_listed = False
    visitor.get(f"/chu-the/{shop.slug}", 404)


def test_stars_are_those_of_today(visitor: Visitor, shop: Producer) -> None:
    good, old = (make_variant(name, shop).product for name in ("Cà phê", "Gạo"))
    catalog.make_recognition(good, stars=4)
    lapsed = clock.today() - timedelta(days=4 * 365)
    catalog.make_recognition(old, stars=5, decision_date=lapsed)
    head = re.split("</?header", visitor.get(f"/chu-the/{shop.slug}").html)[3]
    assert 'class="site-head__stars"' in head
    assert 'data-stars="4"' in head
    assert 'data-stars="5"' not in head


def test_areas_lead_to_their_pages(visitor: Visitor, shop: Producer) -> None:
    catalog.save(
        Area(
            slug="vn-glor-0012", scheme="export", code="VN-GLOR-0012", name="Rẫy làng Ngol",
            crop="cà phê", hectares=Decimal("12.5"), producer_id=shop.id,
        )
    )  # fmt: skip
    page = visitor.get(f"/chu-the/{shop.slug}")
    assert "/vung-trong/vn-glor-0012" in page.links
    assert "12,5 ha" in page


def test_the_first_photo_is_the_cover_and_the_rest_a_gallery(
    visitor: Visitor, shop: Producer, actor: Actor, write: Write
) -> None:
    write(greeting="Chào.")
    first, second = keep_photo(shop.id, "red"), keep_photo(shop.id, "blue")
    with transaction():
        service.add_photo(actor, shop.id, first, "Sân phơi", clock.now())
        service.add_photo(actor, shop.id, second, "Lò rang", clock.now())
    page = visitor.get(f"/chu-the/{shop.slug}")
    assert 'alt="Sân phơi"' in page
    assert "<figcaption>Lò rang</figcaption>" in page
    answer = visitor.raw(f"/chu-the/{shop.slug}/anh/{first}-800.webp")
    assert answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=600"
    answer.close()
    visitor.raw(f"/chu-the/{make_seller().slug}/anh/{first}-800.webp", 404)


@pytest.mark.parametrize("name", ["x", "../../secret", "0" * 32 + "-800.jpg", "0" * 32, "g" * 32])
def test_only_photos_are_served(visitor: Visitor, shop: Producer, name: str) -> None:
    visitor.raw(f"/chu-the/{shop.slug}/anh/{name}", 404)


def test_a_hidden_section_is_gone_for_readers_with_its_photos(
    visitor: Visitor, shop: Producer, actor: Actor, officer: Actor, write: Write
) -> None:
    write(story="Chữa khỏi mọi bệnh.", buying="Gọi trước.")
    digest = keep_photo(shop.id)
    with transaction():
        service.add_person(actor, shop.id, "Chị Hoa", "rang", digest, clock.now(), has_agreed=True)
    address = f"/chu-the/{shop.slug}/anh/{digest}-320.webp"
    visitor.raw(address).close()
    with transaction():
        for section in (Section.STORY, Section.PEOPLE):
            service.hide(officer, shop.id, section, "Trái Luật Quảng cáo", clock.now())
    page = visitor.get(f"/chu-the/{shop.slug}")
    assert "Chữa khỏi" not in page
    assert "data-person" not in page
    assert "Gọi trước." in page
    visitor.raw(address, 404)


def facts_of(visitor: Visitor, slug: str) -> dict[str, Any]:
    block = re.search(r'ld\+json">(.*?)</script>', visitor.get(f"/chu-the/{slug}").html, re.DOTALL)
    assert block
    facts: dict[str, Any] = json.loads(block[1])
    return facts


def test_machines_are_told_who_and_where(visitor: Visitor, shop: Producer) -> None:
    facts = facts_of(visitor, shop.slug)
    assert facts["@type"] == "LocalBusiness"
    assert facts["url"] == f"https://ocop.example/chu-the/{shop.slug}"
    assert facts["address"]["addressLocality"] == "xã Ia Băng"
    with transaction():
        session.get_one(Producer, shop.id).verified_on = None
    facts = facts_of(visitor, shop.slug)
    assert facts["@type"] == "Organization"
    assert "telephone" not in facts


def test_the_page_sets_no_cookie(visitor: Visitor, shop: Producer) -> None:
    answer = visitor.raw(f"/chu-the/{shop.slug}")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_however_much_there_is_the_questions_to_the_database_stay_the_same(
    visitor: Visitor, shop: Producer, actor: Actor, write: Write, db: Connection
) -> None:
    write(story="Chuyện.")
    asked: list[str] = []

    def count() -> int:
        asked.clear()
        visitor.get(f"/chu-the/{shop.slug}")
        return len([one for one in asked if one.startswith("SELECT")])

    catalog.make_recognition(make_variant("Cà phê", shop).product)
    event.listen(db, "before_cursor_execute", lambda *given: asked.append(given[2]))
    few = count()
    for name in ("Gạo", "Mật ong", "Tiêu"):
        catalog.make_recognition(make_variant(name, shop).product)
    with transaction():
        for number in range(4):
            name = f"Chị {number}"
            service.add_person(actor, shop.id, name, "rang", None, clock.now(), has_agreed=True)
    assert count() == few == 21
