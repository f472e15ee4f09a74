"""What buyers and the seller read of a closed shop. Through HTTP."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import event

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from storefront.closures import service
from tests.factories.storefront import (
    Goods,
    make_goods,
    make_order,
    make_places,
    make_rate,
    make_variant,
)
from tests.storefront.closures.test_service import close, worker
from tests.visitor import Visitor

HERE = "/ban-hang/nghi"


@pytest.fixture
def goods(db: object) -> Goods:
    make_places()
    make_rate()
    return make_goods(10)


def day(after: int) -> date:
    return clock.today() + timedelta(days=after)


def slugs(goods: Goods) -> tuple[str, str]:
    product = session.get_one(Product, goods.product_id)
    return product.slug, session.get_one(Producer, goods.seller_id).slug


def test_buyers_read_it_wherever_they_would_order(visitor: Visitor, goods: Goods) -> None:
    product, producer = slugs(goods)
    visitor.post("/gio-hang/them", **{"loai": str(goods.variant_id), "so-luong": "1"})
    close(goods.seller_id, words="Nhà có giỗ")
    words = f"nghỉ đến hết ngày {day(3):%d/%m/%Y}"
    shown = visitor.get(f"/san-pham/{product}")
    assert words in shown and "Nhà có giỗ" in shown
    assert "Thêm vào giỏ" not in shown
    assert "OutOfStock" in shown and "InStock" not in shown
    assert words in visitor.get(f"/chu-the/{producer}")
    assert words in visitor.get("/gio-hang")
    assert visitor.raw("/thanh-toan", 303).location == "/gio-hang"
    refused = visitor.post(
        "/gio-hang/them", 422, **{"loai": str(goods.variant_id), "so-luong": "1"}
    )
    assert words in refused
    api = visitor.raw(f"/api/v1/products/{product}").get_json()
    assert [one["available"] for one in api["variants"]] == [0]
    assert "closed to the end of" in visitor.get(f"/san-pham/{product}?lang=en")


def test_lists_say_it_in_a_line(visitor: Visitor, goods: Goods) -> None:
    _, producer = slugs(goods)
    pages = ("/", "/san-pham", f"/chu-the/{producer}")
    close(goods.seller_id)
    for page in pages:
        assert f"Nghỉ đến hết ngày {day(3):%d/%m/%Y}" in visitor.get(page), page
    assert "Closed until the end of" in visitor.get("/san-pham?lang=en")
    visitor.get("/?lang=vi")
    with time_machine.travel(clock.now() + timedelta(days=4)):
        for page in pages:
            assert "data-off" not in visitor.get(page), page


def test_a_card_is_off_only_when_nothing_of_it_can_be_ordered(
    visitor: Visitor, goods: Goods
) -> None:
    other = make_variant("Khác", session.get_one(Producer, goods.seller_id)).id
    with transaction():
        session.get_one(Variant, other).product_id = goods.product_id
        service.pause(worker(goods.seller_id), goods.variant_id, day(1), clock.now())
    assert "data-off" not in visitor.get("/san-pham")
    with transaction():
        service.pause(worker(goods.seller_id), other, day(5), clock.now())
    assert "Có lại ngày mai" in visitor.get("/san-pham")
    close(goods.seller_id, last=None)
    assert "Đang nghỉ</p>" in visitor.get("/san-pham").html


def test_lists_ask_as_often_for_many_as_for_one(visitor: Visitor, goods: Goods) -> None:
    def asked() -> int:
        seen: list[str] = []
        note = lambda *given: seen.append(given[2])  # noqa: E731 - named for the removal below
        event.listen(session.connection().engine, "before_cursor_execute", note)
        visitor.get("/san-pham")
        event.remove(session.connection().engine, "before_cursor_execute", note)
        return len(seen)

    close(goods.seller_id)
    one = asked()
    for name in ("Chè", "Mật ong", "Cam"):
        make_variant(name, session.get_one(Producer, goods.seller_id))
    assert asked() == one


def test_the_day_after_everything_is_as_before(visitor: Visitor, goods: Goods) -> None:
    product, _ = slugs(goods)
    close(goods.seller_id, last=0)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        shown = visitor.get(f"/san-pham/{product}")
    assert "Thêm vào giỏ" in shown
    assert "data-off" not in shown


def test_paused_goods_say_when_they_come_back(visitor: Visitor, goods: Goods) -> None:
    product, _ = slugs(goods)
    with transaction():
        service.pause(worker(goods.seller_id), goods.variant_id, day(1), clock.now())
    shown = visitor.get(f"/san-pham/{product}")
    assert "Có lại ngày mai" in shown
    assert "Thêm vào giỏ" not in shown and "Tạm hết hàng" not in shown


def test_the_seller_closes_sees_what_is_open_and_opens_again(
    visitor: Visitor, goods: Goods
) -> None:
    number = make_order((goods.variant_id, 1))
    permissions = ("closures.keep", "orders.sell", "seller.see", "inventory.see")
    visitor.sign_in(*permissions, producer_ids=(goods.seller_id,))
    assert f'value="{clock.today().isoformat()}"' in visitor.get(HERE)
    done = visitor.post(
        HERE, from_day=day(0).isoformat(), to_day=day(2).isoformat(), words="Đi hội chợ"
    )
    assert f"nghỉ đến hết ngày {day(2):%d/%m/%Y}" in done
    assert f"tự mở lại sáng ngày {day(3):%d/%m/%Y}" in done
    assert f"{number}-1" in done
    assert "data-closed" in visitor.get("/ban-hang")
    again = visitor.post(f"{HERE}/mo-lai")
    assert "Cửa hàng đã mở lại" in again
    assert "data-closed" not in visitor.get("/ban-hang")
    assert "không có đợt nghỉ" in visitor.post(f"{HERE}/mo-lai")


def test_days_that_cannot_be_are_refused_beside_the_field(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("closures.keep", "seller.see", producer_ids=(goods.seller_id,))
    page = visitor.post(HERE, 422, from_day=day(5).isoformat(), to_day=day(4).isoformat())
    assert "không thể trước ngày đầu" in page
    assert "Không đọc được ngày" in visitor.post(HERE, 422, from_day="hôm qua")


def test_a_closure_to_come_is_told_and_can_be_dropped(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("closures.keep", "seller.see", producer_ids=(goods.seller_id,))
    page = visitor.post(HERE, from_day=day(4).isoformat(), to_day="")
    assert f"Sắp nghỉ từ ngày {day(4):%d/%m/%Y}" in page
    assert "Cửa hàng đã mở lại" in visitor.post(f"{HERE}/mo-lai")


def test_who_may_not_sell_closes_nothing(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("seller.see", producer_ids=(goods.seller_id,))
    visitor.get(HERE, 403)
    visitor.post(HERE, 403, from_day=day(0).isoformat())
