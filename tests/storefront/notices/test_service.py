"""The buyers of a stopped batch are written down with the stop, and told once."""

import email
from dataclasses import replace
from email import policy
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock, outbox
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session, transaction
from storefront.accounts.models import Account
from storefront.jobs import CONSUMERS
from storefront.notices import queries, service
from storefront.notices.errors import AlreadyTold, NoSuchNotice
from storefront.notices.models import BuyerNotice
from storefront.orders.models import Order, OrderGroup, Recipient
from tests.factories.catalog import TODAY
from tests.factories.storefront import Goods, make_goods, make_order
from tests.factories.traceability import stop
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch
from traceability.batches.rules import RecallState
from traceability.recalls import service as recalls
from traceability.recalls.service import NewNotice

NOW = clock.noon_of(TODAY)


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(100)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_order((goods.variant_id, 2))


def batch_of(goods: Goods) -> Batch:
    return get_batch(session.scalars(select(Batch.id).where(Batch.code == goods.code)).one())


def seller_of(goods: Goods) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def said() -> list[tuple[str, bool, bool]]:
    rows = session.scalars(select(BuyerNotice).order_by(BuyerNotice.id))
    return [(one.state, one.told_at is not None, one.withdrawn_at is not None) for one in rows]


def test_a_recall_writes_down_whom_to_tell(goods: Goods, number: str) -> None:
    stop(batch_of(goods))
    (waiting,) = queries.list_open(seller_of(goods))
    assert (waiting.order_number, waiting.code, waiting.state) == (
        f"{number}-1",
        goods.code,
        "recalled",
    )
    assert waiting.what_to_do == "Không dùng. Trả lại nơi bán để nhận lại tiền."
    assert queries.list_open(Actor(id=8, name="Người khác")) == []


def test_who_called_off_has_nothing_to_be_told(goods: Goods, number: str) -> None:
    with transaction():
        session.scalars(select(Order)).one().status = "cancelled"
    stop(batch_of(goods))
    assert said() == []


def test_a_seller_tells_once(goods: Goods, number: str) -> None:
    stop(batch_of(goods))
    (waiting,) = queries.list_open(seller_of(goods))
    with pytest.raises(NoSuchNotice):
        service.mark_told(Actor(id=8, name="Người khác"), waiting.id, NOW)
    with transaction():
        service.mark_told(seller_of(goods), waiting.id, NOW)
    with pytest.raises(AlreadyTold):
        service.mark_told(seller_of(goods), waiting.id, NOW)
    assert queries.count_open(seller_of(goods)) == 0


def test_goods_let_go_before_anybody_called_need_no_call(goods: Goods, number: str) -> None:
    batch = stop(batch_of(goods), RecallState.QUARANTINED)
    let_go(batch)
    assert said() == [("quarantined", False, True)]


def test_who_was_told_to_wait_is_told_that_all_is_well(goods: Goods, number: str) -> None:
    batch = stop(batch_of(goods), RecallState.QUARANTINED)
    (waiting,) = queries.list_open(seller_of(goods))
    with transaction():
        service.mark_told(seller_of(goods), waiting.id, NOW)
    let_go(batch)
    assert said() == [("quarantined", True, False), ("normal", False, False)]


def test_a_hold_that_becomes_a_recall_is_said_as_a_recall(goods: Goods, number: str) -> None:
    batch = stop(batch_of(goods), RecallState.QUARANTINED)
    stop(batch)
    assert said() == [("quarantined", False, True), ("recalled", False, False)]


def let_go(batch: Batch) -> None:
    with transaction():
        recalls.set_state(SYSTEM, batch.id, NewNotice(RecallState.NORMAL, TODAY, "Đạt"), NOW)


@pytest.mark.parametrize("is_gift", [False, True])
def test_a_buyer_with_an_address_is_written_to_once(
    app: Flask,
    goods: Goods,
    number: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_gift: bool,
) -> None:
    if is_gift:
        give_away(number)
    config = replace(app.extensions["ocop_config"], data_dir=tmp_path)
    monkeypatch.setitem(app.extensions, "ocop_config", config)
    with transaction():
        person = Account(name="Hoa", email="hoa@vi-du.example", password_hash="-", created_at=NOW)
        session.add(person)
        session.flush()
        group = session.scalars(select(OrderGroup)).one()
        group.account_id, group.language = person.id, "en"
    stop(batch_of(goods))
    with app.app_context():
        for _ in range(2):
            outbox.relay(CONSUMERS, clock.now())
            CONSUMERS[service.TOPIC]({"group": number})  # the same news twice
    (file,) = (tmp_path / "mail").glob("*.eml")
    mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["To"] == "hoa@vi-du.example"
    text = mail.get_content()  # type: ignore[attr-defined]  # the default policy gives EmailMessage
    assert "being recalled" in text
    assert f"/truy-xuat/{goods.code}" in text
    assert said() == [("recalled", not is_gift, False)]  # who got the gift is still to be called


def test_a_buyer_without_an_address_is_left_to_the_seller(goods: Goods, number: str) -> None:
    stop(batch_of(goods))
    outbox.relay(CONSUMERS, clock.now())
    assert said() == [("recalled", False, False)]


def give_away(number: str) -> None:
    """The goods of this purchase went to somebody else."""
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
        order.recipient = Recipient(
            group_id=order.group_id,
            position=1,
            name="Mẹ Tư",
            phone="+84911111111",
            street="Ấp 3",
            commune_code="23677",
            commune_name="Xã Đak Đoa",
            province_code="64",
            province_name="Gia Lai",
            places_as_of=TODAY,
        )


def test_who_got_the_goods_as_a_gift_is_called_too(goods: Goods, number: str) -> None:
    give_away(number)
    stop(batch_of(goods))
    (waiting,) = queries.list_open(seller_of(goods))
    assert (waiting.phone, waiting.recipient_phone) == ("+84987654321", "+84911111111")
    (line,) = queries.list_lines_of([goods.batch_id])
    assert (line.buyer_name, line.recipient, line.street) == ("Trần Thị Mận", "Mẹ Tư", "Ấp 3")


def test_a_buyer_who_is_called_as_the_recipient_is_called_once(goods: Goods, number: str) -> None:
    give_away(number)
    with transaction():
        session.scalars(select(Recipient)).one().phone = "+84987654321"
    stop(batch_of(goods))
    (waiting,) = queries.list_open(seller_of(goods))
    assert waiting.recipient_phone is None
