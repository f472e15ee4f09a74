"""The editor: one section at a time, each saved by itself."""

import io
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.sites import photos, queries, service
from storefront.sites.models import Site, SitePerson, SitePhoto
from storefront.sites.rules import MOST_PEOPLE, MOST_PHOTOS
from tests.factories.storefront import make_seller
from tests.storefront.sites.conftest import keep_photo, photo_file
from tests.visitor import Visitor

HERE = "/ban-hang/trang-cua-toi"


def sentences() -> list[str]:
    query = select(AuditEntry.sentence).where(AuditEntry.action == "sites.keep")
    return list(session.scalars(query.order_by(AuditEntry.id)))


def test_a_page_is_written_section_by_section_and_published(
    seller: Visitor, shop: Producer
) -> None:
    page = seller.get(HERE)
    assert 'data-published="0"' in page
    seller.post(f"{HERE}/cau-chuyen", greeting="Chào bà con.", story="Một.\r\n\r\nHai.")
    seller.post(f"{HERE}/cach-mua", buying="Gọi trước.")
    seller.post(f"{HERE}/lien-he", zalo="0987 654 321", directions="Sau chợ.")
    seller.post(f"{HERE}/giao-dien", theme="clay")
    assert "Chào bà con." not in seller.get(f"/chu-the/{shop.slug}")
    assert "Chào bà con." in seller.get(f"{HERE}/xem-thu")
    assert 'data-published="1"' in seller.post(f"{HERE}/dang")
    page = seller.get(f"/chu-the/{shop.slug}")
    for text in ("Chào bà con.", "<p>Một.</p><p>Hai.</p>", 'data-theme="clay"', "0987654321"):
        assert text in page
    assert sentences() == [f"Sửa trang của {shop.name}."] * 4 + [f"Đăng trang của {shop.name}."]


def test_what_did_not_change_is_not_written_down(seller: Visitor) -> None:
    for _again in range(2):
        seller.post(f"{HERE}/cau-chuyen", greeting="Chào.", story="")
    assert len(sentences()) == 1


def test_an_emptied_section_shows_no_more(seller: Visitor, shop: Producer) -> None:
    seller.post(f"{HERE}/cau-chuyen", greeting="Chào.", story="Chuyện.")
    seller.post(f"{HERE}/dang")
    seller.post(f"{HERE}/cau-chuyen", greeting="", story="")
    page = seller.get(f"/chu-the/{shop.slug}")
    assert "Chuyện." not in page
    assert ">Câu chuyện</h2>" not in page


def test_an_empty_page_is_not_published(seller: Visitor) -> None:
    assert "Trang chưa có gì" in seller.post(f"{HERE}/dang", 422)


@pytest.mark.parametrize(
    ("where", "data", "said"),
    [
        ("cau-chuyen", {"greeting": "x" * 121}, "nhiều nhất 120 ký tự"),
        ("cau-chuyen", {"story": "x" * 4001}, "nhiều nhất 4000 ký tự"),
        ("lien-he", {"zalo": "12"}, "field__error"),
        ("giao-dien", {"theme": "pink"}, "refusals"),
        ("nguoi", {"name": "", "role": "rang"}, "Vui lòng điền mục này"),
        ("nguoi", {"name": "Chị Hoa", "role": "rang"}, "Chỉ đăng người đã đồng ý"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    seller: Visitor, where: str, data: dict[str, str], said: str
) -> None:
    assert said in seller.post(f"{HERE}/{where}", 422, **data)
    assert session.scalar(select(Site.id).where(Site.greeting.is_not(None))) is None
    assert session.scalar(select(SitePerson.id)) is None


def add_photo(seller: Visitor, colour: str, status: int = 200, **more: Any) -> Any:
    data = {"picture": (photo_file(colour), "anh.jpg"), "caption": colour, **more}
    return seller.post(f"{HERE}/anh", status, **data)


def captions() -> list[str]:
    return list(session.scalars(select(SitePhoto.caption).order_by(SitePhoto.position)))


def test_photos_are_added_moved_and_removed(seller: Visitor, shop: Producer) -> None:
    for colour in ("red", "blue", "green"):
        add_photo(seller, colour)
    ids = list(session.scalars(select(SitePhoto.id).order_by(SitePhoto.position)))
    seller.post(f"{HERE}/anh/{ids[2]}/len")
    seller.post(f"{HERE}/anh/{ids[0]}/xuong")
    assert captions() == ["green", "red", "blue"]
    seller.post(f"{HERE}/anh/{ids[0]}/chu-thich", caption="Sân phơi")
    assert captions() == ["green", "Sân phơi", "blue"]
    digest = session.scalar(select(SitePhoto.picture).where(SitePhoto.id == ids[0])) or ""
    assert photos.store(shop.id).path(digest, "800.webp").is_file()
    seller.post(f"{HERE}/anh/{ids[0]}/bo")
    assert captions() == ["green", "blue"]
    assert not photos.store(shop.id).path(digest, "800.webp").exists()


def test_place_and_device_do_not_survive_in_a_photo(seller: Visitor, shop: Producer) -> None:
    assert b"GPS" not in (sent := photo_file().getvalue())
    assert b"Exif" in sent
    add_photo(seller, "red")
    digest = session.scalar(select(SitePhoto.picture)) or ""
    for kind in ("1600.webp", "800.webp", "320.webp", "800.jpg"):
        assert b"Exif" not in photos.store(shop.id).path(digest, kind).read_bytes()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"picture": ""}, "Tệp ảnh trống"),
        ({"picture": b"<svg onload=alert(1)>"}, "field__error"),
        ({"caption": ""}, "Vui lòng điền mục này"),
    ],
)
def test_a_photo_that_is_none_is_refused(
    seller: Visitor, shop: Producer, data: dict[str, Any], said: str
) -> None:
    if isinstance(content := data.get("picture"), bytes):
        data = {"picture": (io.BytesIO(content), "anh.svg")}
    assert said in add_photo(seller, "red", 422, **data)
    assert captions() == []


def test_of_two_that_show_one_picture_the_other_keeps_it(
    seller: Visitor, shop: Producer, actor: Actor
) -> None:
    digest = keep_photo(shop.id)
    with transaction():
        for caption in ("một", "hai"):
            service.add_photo(actor, shop.id, digest, caption, clock.now())
    first = session.scalar(select(SitePhoto.id).order_by(SitePhoto.id)) or 0
    seller.post(f"{HERE}/anh/{first}/bo")
    assert photos.store(shop.id).path(digest, "800.webp").is_file()


def test_too_many_are_refused_and_leave_no_file(
    seller: Visitor, shop: Producer, actor: Actor
) -> None:
    digest = keep_photo(shop.id)
    with transaction():
        for number in range(MOST_PHOTOS):
            service.add_photo(actor, shop.id, digest, f"ảnh {number}", clock.now())
        for number in range(MOST_PEOPLE):
            service.add_person(
                actor, shop.id, f"Chị {number}", "rang", None, clock.now(), has_agreed=True
            )
    before = set(photos.store(shop.id).folder.rglob("*.webp"))
    assert "Trang đã đủ ảnh" in add_photo(seller, "yellow", 422)
    page = seller.post(f"{HERE}/nguoi", 422, name="Bác Tám", role="hái", has_agreed="y")
    assert "Trang đã đủ người" in page
    assert set(photos.store(shop.id).folder.rglob("*.webp")) == before


def test_a_person_taken_down_is_gone_with_the_photo(seller: Visitor, shop: Producer) -> None:
    data = {"name": "Chị Hoa", "role": "rang cà phê", "has_agreed": "y"}
    seller.post(f"{HERE}/nguoi", picture=(photo_file(), "a.jpg"), **data)
    seller.post(f"{HERE}/dang")
    assert "Chị Hoa" in seller.get(f"/chu-the/{shop.slug}")
    person = session.scalars(select(SitePerson)).one()
    digest = person.picture or ""
    assert person.agreed_at
    seller.post(f"{HERE}/nguoi/{person.id}/bo")
    assert "data-person" not in seller.get(f"/chu-the/{shop.slug}")
    assert not photos.store(shop.id).path(digest, "320.webp").exists()
    assert not any("Chị Hoa" in one for one in sentences()), "the audit names nobody it outlives"


def test_nobody_edits_a_page_of_others(seller: Visitor, shop: Producer) -> None:
    other = make_seller("HTX khác")
    stranger = Actor(id=9, name="Ai đó", producer_ids=frozenset({other.id}))
    with transaction():
        service.add_photo(stranger, other.id, "0" * 32, "của người khác", clock.now())
        service.add_person(stranger, other.id, "Anh Ba", "hái", None, clock.now(), has_agreed=True)
    photo = session.scalar(select(SitePhoto.id)) or 0
    person = session.scalar(select(SitePerson.id)) or 0
    for address in (f"anh/{photo}/bo", f"anh/{photo}/len", f"nguoi/{person}/bo"):
        seller.post(f"{HERE}/{address}", 404)
    assert "của người khác" not in seller.get(f"{HERE}/anh")
    site = queries.find_site(other.id)
    assert site
    assert (len(site.photos), len(site.people)) == (1, 1)
