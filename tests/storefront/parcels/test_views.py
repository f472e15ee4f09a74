"""Visits of /kien: the code on a parcel opens what is inside and nothing else."""

import re

import pytest
from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.orders import numbers, service
from storefront.orders.models import Order, Parcel
from storefront.orders.rules import OrderStatus, Party
from tests.factories.storefront import NOW, Goods, make_goods, make_order, set_values
from tests.visitor import Visitor
from traceability.batches.models import Batch


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def code(goods: Goods) -> str:
    number = f"{make_order((goods.variant_id, 2))}-1"
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        service.change(order, OrderStatus.PACKED, Party.SELLER, Actor(), NOW)
    return session.scalars(select(Parcel.code)).one()


def test_the_code_opens_what_is_inside(visitor: Visitor, goods: Goods, code: str) -> None:
    page = visitor.get(f"/kien/{code}")
    assert f'data-batch="{goods.code}" data-verdict="unrecognised"' in page
    assert "gói 500 g" in page
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.answer.headers
    assert visitor.get(f"/kien/{code.lower()}").page == "parcel"


def test_it_names_no_buyer_and_no_order(visitor: Visitor, code: str) -> None:
    number = session.scalars(select(Order.number)).one()
    for url in (f"/kien/{code}", f"/kien/{code}/nhan", f"/kien/{code}/ma.svg"):
        page = visitor.raw(url).text
        for secret in ("Mận", "Hòa Bình", "987654321", "0987", "Ninh Kiều", number, number[:-2]):
            assert secret not in page, (url, secret)


def test_a_recall_shows_at_once(visitor: Visitor, goods: Goods, code: str) -> None:
    visitor.get(f"/kien/{code}")
    set_values(Batch, goods.batch_id, recall_state="recalled")
    assert 'data-verdict="recalled"' in visitor.get(f"/kien/{code}")


def test_the_slip_carries_a_code_that_leads_to_the_page(visitor: Visitor, code: str) -> None:
    assert f"/kien/{code}/ma.svg" in visitor.get(f"/kien/{code}/nhan")
    drawn = visitor.raw(f"/kien/{code}/ma.svg")
    assert drawn.headers["Content-Type"].startswith("image/svg+xml")
    assert f"<title>{code}</title>" in drawn.text


@pytest.mark.parametrize("typed", ["x", "K", "K" + "0" * 15, "x" * 500, "K7Q2M9N"])
def test_what_is_no_code_opens_nothing(visitor: Visitor, code: str, typed: str) -> None:
    assert "Không có kiện hàng nào mang mã này" in visitor.get(f"/kien/{typed}", 404)
    visitor.get(f"/kien/{typed}/nhan", 404)


def test_codes_are_long_and_checked() -> None:
    made = numbers.make_parcel_code("7Q2M9NABCDEFGH")
    assert re.fullmatch(r"K[0-9A-Z]{15}", made)
    assert numbers.read_parcel_code(f" {made.lower()} ") == made
    wrong = made[:-1] + ("0" if made[-1] != "0" else "1")
    assert numbers.read_parcel_code(wrong) is None


def test_the_page_speaks_english(visitor: Visitor, code: str) -> None:
    assert "See batch" in visitor.get(f"/kien/{code}?lang=en")
