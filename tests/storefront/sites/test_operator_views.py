"""Operators hide a section with a reason; the seller reads it."""

from collections.abc import Callable

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.sites import photos, service
from storefront.sites.models import SitePerson
from tests.storefront.sites.conftest import keep_photo
from tests.visitor import Visitor

DESK = "/quan-tri/trang-nguoi-ban"


def test_a_section_is_hidden_with_a_reason_and_shown_again(
    operator: Visitor, shop: Producer, write: Callable[..., None]
) -> None:
    write(story="Chữa khỏi mọi bệnh.")
    assert shop.name in operator.get(DESK)
    here = f"{DESK}/{shop.id}"
    assert "Vui lòng điền mục này" in operator.post(f"{here}/an", 422, section="story", reason="")
    operator.post(f"{here}/an", section="story", reason="Trái Luật Quảng cáo")
    assert "Chữa khỏi" not in operator.get(f"/chu-the/{shop.slug}")
    assert "đang bị ẩn rồi" in operator.post(f"{here}/an", 422, section="story", reason="nữa")
    operator.sign_in("sites.keep", "seller.see", producer_ids=(shop.id,))
    assert "Trái Luật Quảng cáo" in operator.get("/ban-hang/trang-cua-toi")
    operator.sign_in("sites.see", "sites.moderate", "desk.see", "producers.see", number=2)
    assert "Vui lòng điền mục này" in operator.post(f"{here}/hien/story", 422, reason="")
    operator.post(f"{here}/hien/story", reason="Đã sửa")
    assert "Chữa khỏi" in operator.get(f"/chu-the/{shop.slug}")
    operator.post(f"{here}/hien/story", 409, reason="lần nữa")
    operator.post(f"{here}/hien/nothing", 404, reason="lần nữa")
    acts = session.scalars(select(AuditEntry.sentence).where(AuditEntry.action == "sites.moderate"))
    assert [one.partition(" ")[0] for one in acts] == ["Ẩn", "Cho"]


def test_somebody_who_does_not_want_to_be_shown_is_taken_down(
    operator: Visitor, shop: Producer, actor: Actor, write: Callable[..., None]
) -> None:
    write(story="Chuyện.")
    digest = keep_photo(shop.id)
    with transaction():
        service.add_person(actor, shop.id, "Bác Tám", "hái", digest, clock.now(), has_agreed=True)
    person = session.scalar(select(SitePerson.id)) or 0
    here = f"{DESK}/{shop.id}/nguoi/{person}/bo"
    assert "Vui lòng điền mục này" in operator.post(here, 422, reason="")
    operator.raw(f"{DESK}/{shop.id}/anh/{digest}-320.webp").close()
    operator.post(here, reason="Bác gọi, không muốn đăng")
    assert session.scalar(select(SitePerson.id)) is None
    assert not photos.store(shop.id).path(digest, "320.webp").exists()


def test_who_may_only_look_hides_nothing(
    operator: Visitor, shop: Producer, write: Callable[..., None]
) -> None:
    write(story="Chuyện.")
    operator.sign_in("sites.see", "desk.see", "producers.see", number=3)
    page = operator.get(f"{DESK}/{shop.id}")
    assert "Ẩn phần này" not in page
    operator.post(f"{DESK}/{shop.id}/an", 403, section="story", reason="x")


def test_a_producer_without_a_page_has_none_at_the_desk(operator: Visitor, shop: Producer) -> None:
    operator.get(f"{DESK}/{shop.id}", 404)
