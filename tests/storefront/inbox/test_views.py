"""Messages about money: signed, once, and never lost."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.inbox.models import ForeignMoney, InboundEvent, Receipt
from storefront.inbox.providers import payos
from storefront.inventory.models import Reservation, StockItem
from storefront.journal.queries import standing_of_orders
from storefront.orders import service as orders
from storefront.orders import settling
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import queries as payments
from storefront.payments import service as paying
from storefront.payments.models import Payment, PaymentShare, Refund
from tests import testdata
from tests.factories.storefront import (
    ACCOUNT,
    Goods,
    make_goods,
    make_order,
    make_seller,
    make_unpaid,
    set_values,
)
from tests.storefront.inbox.conftest import Send
from tests.storefront.inbox.senders import (
    Message,
    payos_message,
    sepay_message,
    signed,
)
from tests.visitor import Visitor
from traceability.batches.models import Batch

TOTAL = 125_000


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(5)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_unpaid((goods.variant_id, 1))


def statuses(number: str) -> list[str]:
    query = select(Order.status).where(Order.number.startswith(number)).order_by(Order.number)
    return list(session.scalars(query))


def receipts() -> list[tuple[str | None, str]]:
    rows = session.execute(select(Receipt.number, Receipt.state).order_by(Receipt.id))
    return [(row[0], row[1]) for row in rows]


def count_events() -> int:
    return session.scalar(select(func.count(InboundEvent.id))) or 0


def let_time_pass(number: str) -> None:
    """The time to pay of this purchase is over."""
    past = clock.now() - timedelta(minutes=1)
    with transaction():
        session.scalars(select(Payment).where(Payment.reference == number)).one().expires_at = past
        for row in session.scalars(
            select(Reservation).where(Reservation.document.startswith(number))
        ):
            row.expires_at = past


@pytest.mark.parametrize("make", [payos_message, sepay_message])
def test_exact_money_brings_the_order_on(send: Send, number: str, make: object) -> None:
    assert send(make(f"MB.OCOP{number}.CT", TOTAL, 77)) == 200  # type: ignore[operator]
    assert statuses(number) == ["placed"]
    assert receipts() == [(number, "applied")]
    assert payments.states_of([f"{number}-1"]) == {f"{number}-1": "received"}
    assert books.verify().discrepancies == []


def test_one_transfer_pays_every_seller(send: Send, goods: Goods) -> None:
    other = make_goods(seller=make_seller("HTX minh họa Đak Đoa"), price=50_000)
    number = make_unpaid((goods.variant_id, 1), (other.variant_id, 1))
    assert send(payos_message(number, 205_000, "FT1")) == 200
    assert statuses(number) == ["placed", "placed"]


def test_the_same_message_counts_once(send: Send, number: str) -> None:
    message = payos_message(number, TOTAL, "FT1")
    assert [send(message) for _ in range(5)] == [200] * 5
    assert (count_events(), receipts()) == (1, [(number, "applied")])


def test_a_body_written_anew_is_the_same_event(send: Send, number: str) -> None:
    message = payos_message(number, TOTAL, "FT1")
    body = json.loads(message.raw)
    body["data"] = dict(reversed(body["data"].items()))
    anew = Message("payos", json.dumps(body, indent=3).encode(), {})
    assert (send(message), send(anew)) == (200, 200)
    assert count_events() == 1
    bank = sepay_message(number, TOTAL, 9)
    anew = Message("sepay", json.dumps(json.loads(bank.raw), indent=1).encode(), bank.heads)
    assert send(anew) == 403


def test_vectors_of_payos_are_read_as_published() -> None:
    for case in testdata.read("commerce/payos_webhook_vectors.json")["cases"]:
        right = payos.sign(case["data"], case["key"]).decode() == case["signature"].lower()
        assert right is (case["valid"] is not False)


def forgeries(number: str) -> list[Message]:
    good = payos_message(number, TOTAL, "FT1")
    bank = sepay_message(number, TOTAL, 1)
    body = json.loads(good.raw)

    def changed(**values: object) -> Message:
        data = {**body["data"], **values}
        return Message("payos", json.dumps({**body, "data": data}).encode(), {})

    now = clock.now()
    return [
        payos_message(number, TOTAL, "FT1", key="another-key-0123456789"),
        changed(amount=TOTAL + 1),
        changed(accountNumber="999"),
        changed(extra="x"),
        changed(amount=float(TOTAL)),
        Message("payos", json.dumps({**body, "signature": ""}).encode(), {}),
        Message("payos", json.dumps({"data": body["data"]}).encode(), {}),
        Message("payos", b"[]", {}),
        Message("payos", b"\xff\xfe{}", {}),
        Message("payos", b"", {}),
        Message("payos", good.raw.replace(b'"data"', b'"data": {}, "data"'), {}),
        Message("payos", b'{"data": ' + b"[" * 100_000, {}),
        sepay_message(number, TOTAL, 1, secret="another-secret-0123456789"),
        Message("sepay", bank.raw.replace(b"125000", b"225000"), bank.heads),
        Message("sepay", bank.raw + b" ", bank.heads),
        Message("sepay", bank.raw, {}),
        Message("sepay", bank.raw, {**bank.heads, "X-SePay-Timestamp": "١٢٣"}),
        Message("sepay", bank.raw, {**bank.heads, "X-SePay-Timestamp": "0"}),
        sepay_message(number, TOTAL, 1, age=timedelta(minutes=6)),
        sepay_message(number, TOTAL, 1, age=timedelta(minutes=-6)),
        Message("sepay", b"{}", signed(b"{}", now)),
        Message("sepay", b"x" * 300_000, signed(b"x" * 300_000, now)),
        Message("momo", b"{}", {}),
        Message("payos", b'{"data": {"\\ud83d": "\\ud83d"}, "signature": "\\ud83d"}', {}),
        Message("payos", good.raw.decode().encode("utf-16"), {}),
    ]


@pytest.mark.parametrize("place", range(25))
def test_no_forged_stale_or_broken_message_does_anything(
    send: Send, number: str, place: int
) -> None:
    assert 400 <= send(forgeries(number)[place]) < 500
    assert (count_events(), statuses(number)) == (0, ["unpaid"])


@pytest.mark.parametrize("first", ["payos", "sepay"])
def test_a_transfer_told_by_two_partners_is_money_once(send: Send, number: str, first: str) -> None:
    """Same reference of the bank, account, amount and day: nothing is left for a person."""
    told = [
        payos_message(number, TOTAL, "FT26326001"),
        sepay_message(number, TOTAL, 1, referenceCode="FT26326001"),
    ]
    for message in told if first == "payos" else reversed(told):
        assert send(message) == 200
    assert (count_events(), receipts()) == (2, [(number, "applied")])
    assert statuses(number) == ["placed"]
    assert books.verify().discrepancies == []


@pytest.mark.parametrize(
    "changes",
    [
        {"referenceCode": "FT26326002"},
        {"referenceCode": None},
        {"referenceCode": "FT26326001", "transferAmount": TOTAL + 1},
        {"referenceCode": "FT26326001", "accountNumber": "999"},
        {"referenceCode": "FT26326001", "transactionDate": "2025-01-02 03:04:05"},
    ],
    ids=["other reference", "no reference", "other amount", "other account", "other day"],
)
def test_transfers_that_may_be_two_are_two(
    send: Send, number: str, changes: dict[str, object]
) -> None:
    send(payos_message(number, TOTAL, "FT26326001"))
    send(sepay_message(number, TOTAL, 1, **changes))
    assert receipts() == [(number, "applied"), (number, "open")]


def test_a_partner_that_tells_two_ids_tells_of_two_transfers(send: Send, number: str) -> None:
    for event_id in (1, 2):
        send(sepay_message(number, TOTAL, event_id, referenceCode="FT26326001"))
    assert receipts() == [(number, "applied"), (number, "open")]


def test_a_partner_without_a_key_is_off(visitor: Visitor, db: object) -> None:
    for name in ("payos", "sepay"):
        assert visitor.http.post(f"/webhooks/{name}", data=b"{}").status_code == 404


def test_what_brings_no_money_is_only_kept(send: Send, db: object) -> None:
    for message in (
        payos_message("x", 5_000, "FT1", code="01"),
        sepay_message("x", 5_000, 1, transferType="out"),
    ):
        assert send(message) == 200
    assert (count_events(), receipts()) == (2, [])


def test_money_in_another_currency_is_kept_for_a_person(send: Send, number: str) -> None:
    for _again in range(2):
        assert send(payos_message(number, 5_000, "FT2", currency="USD")) == 200
    (row,) = session.scalars(select(ForeignMoney)).all()
    assert (row.amount, row.currency, row.number) == (5_000, "USD", number)
    assert (receipts(), statuses(number)) == ([], ["unpaid"])


@pytest.mark.parametrize(
    ("text", "amount", "values", "kept"),
    [
        ("{number}", TOTAL - 1, {}, True),
        ("{number}", TOTAL + 1, {}, True),
        ("mua ca phe", TOTAL, {}, False),
        ("{number}", TOTAL, {"accountNumber": "999"}, True),
        ("{number} va {number}X", TOTAL - 5, {}, True),
    ],
)
def test_near_misses_wait_for_a_person(
    send: Send, number: str, text: str, amount: int, values: dict[str, str], kept: bool
) -> None:
    assert send(payos_message(text.format(number=number), amount, "FT1", **values)) == 200
    assert receipts() == [(number if kept else None, "open")]
    assert statuses(number) == ["unpaid"]
    assert books.verify().discrepancies == []


def test_paying_twice_keeps_the_second_for_a_person(send: Send, number: str) -> None:
    for reference in ("FT1", "FT2"):
        assert send(payos_message(number, TOTAL, reference)) == 200
    assert receipts() == [(number, "applied"), (number, "open")]


def test_money_for_goods_paid_on_delivery_waits(send: Send, goods: Goods) -> None:
    number = make_order((goods.variant_id, 1))
    assert send(payos_message(number, TOTAL, "FT1")) == 200
    assert (receipts(), statuses(number)) == ([(number, "open")], ["placed"])


def test_nobody_paid_in_time_and_the_goods_are_free_again(goods: Goods, number: str) -> None:
    let_time_pass(number)
    assert settling.lapse_all(clock.now()) == 1
    assert statuses(number) == ["cancelled"]
    assert session.get_one(StockItem, goods.item_id).allocated == 0
    assert settling.lapse_all(clock.now()) == 0
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("was_called_off", [False, True])
def test_late_money_revives_an_order_while_the_goods_are_there(
    send: Send, number: str, was_called_off: bool
) -> None:
    let_time_pass(number)
    if was_called_off:
        settling.lapse_all(clock.now())
    assert send(payos_message(number, TOTAL, "FT1")) == 200
    assert (statuses(number), receipts()) == (["placed"], [(number, "applied")])
    assert books.verify().discrepancies == []


def test_late_money_for_goods_that_are_gone_is_sent_back(
    send: Send, goods: Goods, number: str
) -> None:
    let_time_pass(number)
    make_order((goods.variant_id, 5))
    assert send(payos_message(number, TOTAL, "FT1")) == 200
    assert receipts() == [(number, "refund")]
    refund = session.scalars(select(Refund)).one()
    assert (refund.amount, refund.reason, refund.sent_at) == (TOTAL, "too_late", None)
    settling.lapse_all(clock.now())
    assert statuses(number) == ["cancelled"]
    assert books.verify().discrepancies == []


def test_of_two_sellers_one_who_is_sold_out_stops_the_whole_purchase(
    send: Send, goods: Goods
) -> None:
    other = make_goods(1, seller=make_seller("HTX minh họa Đak Đoa"), price=50_000)
    number = make_unpaid((goods.variant_id, 1), (other.variant_id, 1))
    let_time_pass(number)
    make_order((other.variant_id, 1))
    assert send(payos_message(number, 205_000, "FT1")) == 200
    assert statuses(number) == ["unpaid", "unpaid"]
    assert receipts() == [(number, "refund")]
    assert session.get_one(StockItem, goods.item_id).allocated == 1  # held, not yet taken back
    settling.lapse_all(clock.now())
    assert session.get_one(StockItem, goods.item_id).allocated == 0
    assert books.verify().discrepancies == []


def test_money_for_a_recalled_batch_is_sent_back(send: Send, goods: Goods, number: str) -> None:
    set_values(Batch, goods.batch_id, recall_state="recalled")
    assert send(payos_message(number, TOTAL, "FT1")) == 200
    assert (statuses(number), receipts()) == (["unpaid"], [(number, "refund")])


def bring(number: str, end: OrderStatus, by: Party) -> None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
        orders.change(order, end, by, Actor(), clock.now(), "sold_out")


def test_a_paid_order_that_is_called_off_owes_its_money_back(send: Send, number: str) -> None:
    send(payos_message(number, TOTAL, "FT1"))
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    assert session.scalars(select(PaymentShare.state)).one() == "refund_due"
    assert session.scalars(select(Refund.reference)).one() == f"{number}-1"
    assert books.verify().discrepancies == []


def test_a_paid_order_is_delivered_without_cash(send: Send, number: str) -> None:
    send(payos_message(number, TOTAL, "FT1"))
    for step in (OrderStatus.PACKED, OrderStatus.HANDED_OVER, OrderStatus.DELIVERED):
        bring(number, step, Party.SELLER)
    assert session.scalars(select(PaymentShare.state)).one() == "received"
    assert books.verify().discrepancies == []


def test_what_the_buyer_called_off_is_not_revived(send: Send, number: str) -> None:
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    assert send(payos_message(number, TOTAL, "FT1")) == 200
    assert (statuses(number), receipts()) == (["cancelled"], [(number, "open")])


def test_an_account_is_ours_also_as_a_virtual_one(send: Send, number: str) -> None:
    message = payos_message(
        number, TOTAL, "FT1", accountNumber="12345", virtualAccountNumber=ACCOUNT
    )
    assert send(message) == 200
    assert statuses(number) == ["placed"]


@pytest.mark.parametrize("was_late", [False, True])
def test_a_refund_that_was_sent_closes_the_books(send: Send, number: str, was_late: bool) -> None:
    """Also of an order that the clock had called off and its late money brought back."""
    if was_late:
        let_time_pass(number)
        settling.lapse_all(clock.now())
    send(payos_message(number, TOTAL, "FT1"))
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    with transaction():
        refund_id = session.scalars(select(Refund.id)).one()
        paying.mark_sent(Actor(name="Chị Hoa"), refund_id, "FT99", clock.now())
    assert session.scalars(select(PaymentShare.state)).one() == "refunded"
    assert standing_of_orders()[f"{number}-1"].get("buyers", 0) == 0
    assert books.verify().discrepancies == []


def test_a_body_above_the_limit_is_refused(visitor: Visitor, partners: None) -> None:
    answer = visitor.http.post("/webhooks/payos", data=b"x" * (256 * 1024 + 1))
    assert answer.status_code == 413


def test_a_text_cut_in_the_middle_of_a_sign_is_still_money(send: Send, number: str) -> None:
    whole = payos_message(f"{number} \ufffd", TOTAL, "FT1")
    cut = whole.raw.replace(b"\\ufffd", b"\\ud83d")
    assert cut != whole.raw
    assert send(Message("payos", cut, {})) == 200
    assert statuses(number) == ["placed"]


def test_money_that_was_declined_at_first_counts_once_it_came(send: Send, number: str) -> None:
    assert send(payos_message(number, TOTAL, "FT1", code="24")) == 200
    assert statuses(number) == ["unpaid"]
    assert send(payos_message(number, TOTAL, "FT1")) == 200
    assert statuses(number) == ["placed"]
