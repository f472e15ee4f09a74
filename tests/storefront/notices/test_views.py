"""Telling buyers, and the list of where a batch is."""

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.notices import sheet
from storefront.orders.models import OrderGroup
from tests.factories.storefront import Goods, make_goods, make_order, order_key
from tests.factories.traceability import stop
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(100)


@pytest.fixture
def number(goods: Goods) -> str:
    found = make_order((goods.variant_id, 2))
    batch = session.scalars(select(Batch.id).where(Batch.code == goods.code)).one()
    stop(get_batch(batch))
    return found


def test_a_seller_sees_whom_to_call_and_what_to_say(
    visitor: Visitor, goods: Goods, number: str
) -> None:
    visitor.sign_in("seller.see", "notices.tell", producer_ids=(goods.seller_id,))
    assert "1 người mua cần được báo ngay" in visitor.get("/ban-hang")
    page = visitor.get("/ban-hang/bao-tin")
    assert 'href="tel:+84987654321"' in page
    assert "sms:+84987654321?body=" in page
    assert f"lô {goods.code} bạn đã mua hoặc được tặng đang bị thu hồi" in page
    address = page.html.partition('action="/ban-hang/bao-tin/')[2].partition('"')[0]
    assert "Đã ghi: khách đã biết." in visitor.post(f"/ban-hang/bao-tin/{address}")
    assert "Không có ai cần báo." in visitor.get("/ban-hang/bao-tin")
    assert "đã được báo rồi" in visitor.post(f"/ban-hang/bao-tin/{address}")


def test_others_notices_do_not_exist(visitor: Visitor, goods: Goods, number: str) -> None:
    visitor.sign_in("seller.see", "notices.tell", producer_ids=(goods.seller_id + 100,))
    page = visitor.get("/ban-hang/bao-tin")
    assert number not in page
    for notice_id in range(1, 4):
        visitor.post(f"/ban-hang/bao-tin/{notice_id}", 404)


def test_the_buyer_reads_it_on_the_order(visitor: Visitor, goods: Goods, number: str) -> None:
    visitor.sign_in("accounts.keep")
    page = visitor.get(f"/don-hang/{number}?khoa={key_of(visitor.app, number)}")
    assert f'data-stopped="{goods.code}"' in page
    assert "đang bị thu hồi: đừng dùng" in page
    assert "Trả lại nơi bán" in page


def key_of(app: Flask, number: str) -> str:
    return order_key(number, app.config["SECRET_KEY"])


def test_an_inspector_sees_where_the_goods_are(visitor: Visitor, goods: Goods, number: str) -> None:
    visitor.sign_in("desk.see", "recalls.see", "notices.see", "notices.drill")
    page = visitor.get(f"/quan-tri/lo/{goods.code}/nguoi-mua")
    assert f"{number}-1" in page
    assert "chưa báo" in page
    assert "Diễn tập xong sau" in visitor.post(f"/quan-tri/lo/{goods.code}/dien-tap")
    actions = session.scalars(select(AuditEntry.action)).all()
    assert "notices.drill" in actions


def test_the_list_is_a_sheet_without_formulas(visitor: Visitor, goods: Goods, number: str) -> None:
    with transaction():
        session.scalars(select(OrderGroup)).one().buyer_name = '=HYPERLINK("http://x")'
    visitor.sign_in("recalls.see", "notices.see", "notices.download")
    answer = visitor.raw(f"/quan-tri/lo/{goods.code}/nguoi-mua.csv", method="POST")
    assert answer.mimetype == "text/csv"
    assert answer.text.startswith("\ufeffLô,")
    assert "'=HYPERLINK" in answer.text
    assert "'+84987654321" in answer.text
    visitor.sign_in("recalls.see")
    visitor.raw(f"/quan-tri/lo/{goods.code}/nguoi-mua.csv", status=403, method="POST")
    visitor.get(f"/quan-tri/lo/{goods.code}/nguoi-mua", 403)


@pytest.mark.parametrize(
    ("amount", "said"), [("12.500", "12.5"), ("12.000", "12"), ("100", "100"), ("0.000", "0")]
)
def test_amounts_are_plain(amount: str, said: str) -> None:
    assert sheet.plain(Decimal(amount)) == said


def test_a_drill_from_the_command_line(app: Flask, goods: Goods, number: str) -> None:
    runner = app.test_cli_runner()
    said = runner.invoke(args=["recall", "drill", goods.code.lower()])
    assert said.exit_code == 0, said.output
    assert "1 batches, 1 orders, 1 buyers to call." in said.output
    refused = runner.invoke(args=["recall", "drill", "XX"])
    assert refused.exit_code == 1
    assert "No batch has the code XX." in refused.output
