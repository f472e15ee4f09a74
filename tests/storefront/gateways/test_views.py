"""Paying as a buyer sees it, and the webhooks."""

from random import Random

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from storefront.gateways.models import PaymentAttempt
from storefront.inbox.models import InboundEvent
from storefront.invented_partners.connecting import WithFakes
from storefront.invented_partners.providers.acting import Act, Mood
from storefront.payment_partners.providers.base import Incoming
from tests.factories.storefront import make_goods, make_order, make_rate, order_key
from tests.storefront.checkout.test_views import place, quoted
from tests.storefront.gateways.conftest import Open
from tests.storefront.gateways.partners import (
    Till,
    assert_books_agree,
    let_time_pass,
)
from tests.visitor import Visitor


@pytest.fixture
def buyer(visitor: Visitor, partners: WithFakes) -> Visitor:
    return visitor


def page_of(buyer: Visitor, till: Till) -> str:
    key = order_key(till.number, buyer.app.config["SECRET_KEY"])
    return f"/don-hang/{till.number}/tra-tien?khoa={key}"


def send(buyer: Visitor, method: str, one: Incoming) -> tuple[int, object]:
    way = f"/webhooks/{method}"
    if method == "vnpay":
        answer = buyer.http.get(f"{way}?{one.query}")
    else:
        answer = buyer.http.post(way, data=one.raw, headers=dict(one.heads))
    return answer.status_code, answer.json if answer.data else None


def test_the_page_leads_to_the_partner_and_back(buyer: Visitor, till: Till) -> None:
    assert buyer.get(page_of(buyer, till)).marks["data-situation"] == "retry"
    page = buyer.post(page_of(buyer, till))
    assert page.marks["data-situation"] == "pay"
    assert till.attempt().url in page.links
    till.tell(till.act(Act.PAY))
    paid = buyer.get(page_of(buyer, till))
    assert paid.marks["data-situation"] == "paid"
    assert "data-online" in buyer.get(f"/don-hang/{till.number}").html


def test_coming_back_moves_nothing(buyer: Visitor, till: Till) -> None:
    till.start()
    till.act(Act.PAY)
    assert buyer.get(page_of(buyer, till)).marks["data-situation"] == "pay"
    assert till.statuses() == ["unpaid"]


def test_a_buyer_who_paid_may_have_the_partner_asked(buyer: Visitor, till: Till) -> None:
    buyer.get(page_of(buyer, till))
    till.start()
    till.act(Act.PAY)
    page = buyer.post(f"/don-hang/{till.number}/tra-tien/hoi-lai")
    assert page.marks["data-situation"] == "paid"
    assert_books_agree()


def test_without_an_answer_the_buyer_reads_what_was_not_taken(
    buyer: Visitor, open_till: Open
) -> None:
    till = open_till("stripe")
    till.fake.moods.append(Mood.LOST)
    page = buyer.post(page_of(buyer, till))
    assert page.marks["data-situation"] == "retry"
    assert "Chưa có đồng nào bị trừ" in page


def test_after_the_time_the_buyer_is_told_not_to_pay_again(buyer: Visitor, till: Till) -> None:
    till.start()
    let_time_pass(till.number)
    page = buyer.get(page_of(buyer, till))
    assert page.marks["data-situation"] == "late"
    assert "Đừng trả thêm lần nữa" in page


def test_money_that_does_not_fit_is_said_to_be_looked_at(buyer: Visitor, till: Till) -> None:
    till.start()
    till.tell(till.act(Act.OTHER_AMOUNT))
    assert buyer.get(page_of(buyer, till)).marks["data-situation"] == "checked"


def test_others_do_not_find_the_page(buyer: Visitor, till: Till) -> None:
    buyer.get(f"/don-hang/{till.number}/tra-tien", 404)
    buyer.post(f"/don-hang/{till.number}/tra-tien", 404)
    buyer.get(f"/don-hang/{make_order()}/tra-tien", 404)


ANSWERS = {
    "stripe": (200, {"received": True}),
    "momo": (204, None),
    "zalopay": (200, {"return_code": 1, "return_message": "success"}),
    "vnpay": (200, {"RspCode": "00", "Message": "Confirm Success"}),
}
FORGED = {
    "stripe": (400, {"received": False}),
    "momo": (403, {"message": "signature"}),
    "zalopay": (200, {"return_code": -1, "return_message": "mac not equal"}),
    "vnpay": (200, {"RspCode": "97", "Message": "Invalid signature"}),
}


def test_a_message_is_taken_once_and_answered_as_the_partner_wants(
    buyer: Visitor, till: Till
) -> None:
    till.start()
    messages = till.act(Act.PAY)
    for one in messages:
        assert send(buyer, till.method, one) == ANSWERS[till.method]
    assert till.statuses() == ["placed"]
    assert len(session.scalars(select(InboundEvent)).all()) == len(messages)


def test_a_forged_message_is_refused_and_not_stored(buyer: Visitor, till: Till) -> None:
    till.start()
    for one in till.act(Act.FORGE):
        assert send(buyer, till.method, one) == FORGED[till.method]
    assert session.scalars(select(InboundEvent)).all() == []
    assert till.statuses() == ["unpaid"]


@pytest.mark.usefixtures("db")
def test_a_partner_that_is_off_is_not_found(visitor: Visitor) -> None:
    assert visitor.http.post("/webhooks/stripe", data=b"{}").status_code == 404


def test_an_unknown_object_is_stored_and_answered(buyer: Visitor, open_till: Open) -> None:
    till = open_till("stripe")
    till.start()
    body = till.act(Act.DECLINE)[0]
    assert send(buyer, "stripe", body) == ANSWERS["stripe"]
    assert len(session.scalars(select(InboundEvent)).all()) == 1
    assert till.attempt().state == "started"


def test_rubbish_is_refused_and_not_stored(buyer: Visitor, method: str) -> None:
    chance = Random(7)
    for size in (0, 1, 50, 5000):
        one = Incoming(chance.randbytes(size), {"stripe-signature": "t=1,v1=a"}, "a=%zz&vnp_=1")
        status, _body = send(buyer, method, one)
        assert status < 500
    assert session.scalars(select(InboundEvent)).all() == []
    assert session.scalars(select(PaymentAttempt)).all() == []


def test_bodies_above_the_limit_are_refused(buyer: Visitor) -> None:
    answer = buyer.http.post("/webhooks/stripe", data=b"x" * (256 * 1024 + 1))
    assert answer.status_code == 413


def test_checkout_offers_the_partner_and_leads_to_its_page(buyer: Visitor, method: str) -> None:
    make_rate()
    buyer.post("/gio-hang/them", loai=make_goods().variant_id, **{"so-luong": 1})
    page = quoted(buyer, method=method)
    assert f'value="{method}"' in page.html
    paid = place(buyer, page, method=method)
    assert (paid.page, paid.marks["data-situation"]) == ("pay", "pay")
    assert session.scalars(select(PaymentAttempt)).one().state == "started"


def test_checkout_places_though_the_partner_is_away(buyer: Visitor, partners: WithFakes) -> None:
    make_rate()
    buyer.post("/gio-hang/them", loai=make_goods().variant_id, **{"so-luong": 1})
    page = quoted(buyer, method="stripe")
    partners.fakes["stripe"].moods.append(Mood.SILENT)
    paid = place(buyer, page, method="stripe")
    assert paid.marks["data-situation"] == "retry"
    assert session.scalars(select(PaymentAttempt)).one().state == "unknown"
