"""What every partner keeps, said once: the adapters as they are, our fakes at the other end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from catalog.kernel import clock
from storefront.inbox.errors import Forged, Unreadable
from storefront.invented_partners.connecting import WithFakes
from storefront.invented_partners.providers.acting import Act, Fake, Mood
from storefront.payment_partners.errors import Refused, Unreachable
from storefront.payment_partners.providers.base import Bill, Charged, Gateway, Gone, Return, Stand
from tests.storefront.gateways.partners import CALLED, SAID_AGAIN, TOTAL, bill, name_at

KEY = "3f1f7a52-8f5e-4bb5-9d55-1a2b3c4d5e6f"


@pytest.fixture
def gateway(partners: WithFakes, method: str) -> Gateway:
    return partners.gateways[method]


@pytest.fixture
def fake(partners: WithFakes, method: str) -> Fake:
    return partners.fakes[method]


def charged(gateway: Gateway, fake: Fake, made: Bill | None = None) -> Charged:
    """A bill that was paid."""
    page = gateway.start(made or bill())
    told = [
        gateway.read(one, clock.now())
        for one in fake.act(name_at(gateway.method, page.url), Act.PAY, clock.now())
    ]
    return next(one for one in told if isinstance(one, Charged))


def back(paid: Charged, amount: int, key: str = KEY) -> Return:
    now = clock.now()
    return Return(key, paid.reference, paid.payment_id, TOTAL, now, amount, "DH26K7Q2M9X-1", now)


def test_a_bill_has_a_page(gateway: Gateway, fake: Fake) -> None:
    page = gateway.start(bill())
    paper = fake.paper(name_at(gateway.method, page.url))
    assert paper
    assert (paper.amount, paper.reference, paper.is_open) == (TOTAL, bill().reference, True)


def test_the_same_key_gives_the_same_page(gateway: Gateway) -> None:
    made = bill()
    assert gateway.start(made) == gateway.start(made)


@pytest.mark.parametrize("method", CALLED)
def test_the_same_key_with_another_amount_is_refused(gateway: Gateway) -> None:
    gateway.start(bill())
    with pytest.raises((Refused, Unreachable)):
        gateway.start(replace(bill(), amount=TOTAL + 1000))


@pytest.mark.parametrize("method", CALLED)
def test_a_lost_call_is_unreachable_and_may_be_repeated(gateway: Gateway, fake: Fake) -> None:
    made = bill()
    for mood in Mood:
        fake.moods.append(mood)
        with pytest.raises(Unreachable):
            gateway.start(made)
    assert gateway.start(made).url


def test_asked_before_it_is_paid_the_bill_is_open(gateway: Gateway, fake: Fake) -> None:
    made = bill()
    page = gateway.start(made)
    assert fake.paper(name_at(gateway.method, page.url))  # the buyer looks at it
    made = replace(made, partner_id=page.partner_id)
    assert gateway.ask(made, clock.now()).stand == Stand.OPEN


def test_paid_is_told_and_answered_alike(gateway: Gateway, fake: Fake) -> None:
    made = bill()
    paid = charged(gateway, fake, made)
    made = replace(made, partner_id=gateway.start(made).partner_id)
    found = gateway.ask(made, clock.now())
    assert (paid.amount, paid.reference) == (TOTAL, made.reference)
    assert found.stand == Stand.CHARGED
    assert found.charged
    assert (found.charged.payment_id, found.charged.amount) == (paid.payment_id, TOTAL)
    assert found.charged.reference == made.reference


def test_a_page_that_closed_is_told_and_answered(gateway: Gateway, fake: Fake) -> None:
    made = bill()
    page = gateway.start(made)
    messages = fake.act(name_at(gateway.method, page.url), Act.EXPIRE, clock.now())
    told = [gateway.read(one, clock.now()) for one in messages]
    assert all(isinstance(one, Gone) for one in told)
    answer = gateway.ask(replace(made, partner_id=page.partner_id), clock.now())
    assert answer.stand in (Stand.EXPIRED, Stand.DECLINED, Stand.MISSING)


def test_forged_and_spoilt_messages_are_refused(gateway: Gateway, fake: Fake) -> None:
    page = gateway.start(bill())
    name = name_at(gateway.method, page.url)
    for one in fake.act(name, Act.FORGE, clock.now()):
        with pytest.raises(Forged):
            gateway.read(one, clock.now())
    for one in fake.act(name, Act.PAY, clock.now()):
        spoilt = replace(
            one,
            raw=one.raw.replace(b"DH26", b"DH27").replace(b"evt_", b"evl_"),
            query=one.query.replace("DH26", "DH27"),
        )
        with pytest.raises((Forged, Unreadable)):
            gateway.read(spoilt, clock.now())


def test_money_goes_back_once_for_one_key(gateway: Gateway, fake: Fake) -> None:
    paid = charged(gateway, fake)
    first = gateway.refund(back(paid, 25_000))
    again = gateway.refund(back(paid, 25_000))
    assert (first.state, again.state) == ("sent", SAID_AGAIN.get(gateway.method, "sent"))
    assert gateway.refund(back(paid, TOTAL, "other-key-1")).state == "refused"
    assert gateway.refund(back(paid, TOTAL - 25_000, "other-key-2")).state == "sent"


def test_a_refund_without_an_answer_was_made_once(gateway: Gateway, fake: Fake) -> None:
    paid = charged(gateway, fake)
    sent = back(paid, 25_000)
    fake.moods.append(Mood.SILENT)
    with pytest.raises(Unreachable):
        gateway.refund(sent)
    answer = gateway.ask_refund(sent, clock.now() + timedelta(minutes=1))
    assert answer.state == SAID_AGAIN.get(gateway.method, "sent")
    assert gateway.refund(back(paid, TOTAL - 25_000, "other-key")).state == "sent"
