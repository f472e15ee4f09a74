"""One-time codes: what they allow, how often, and what is stored of them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from catalog.kernel.db import session, transaction
from storefront.messages.models import Message
from storefront.one_time_codes import rules, service
from storefront.one_time_codes.errors import (
    CodeUsed,
    NoCode,
    NoMoreToday,
    NotReachable,
    TooManyForPhone,
    TooManyFromHere,
    TooSoon,
    TriesSpent,
    WrongCode,
)
from storefront.one_time_codes.models import OneTimeCode
from storefront.one_time_codes.rules import Ask, Purpose
from tests.storefront.one_time_codes.codes import SECRET, another, last_code

NOW = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
PHONE = "+84912345678"
pytestmark = pytest.mark.usefixtures("db")


def send(
    now: datetime = NOW,
    phone: str = PHONE,
    subject: str = "",
    network: str = "203.0.113.5",
    purpose: Purpose = Purpose.OPEN_SHOP,
) -> str:
    with transaction():
        service.send_code(SECRET, Ask(phone, purpose, subject, network, "vi"), now)
    return last_code()


def give(
    code: str,
    now: datetime = NOW,
    phone: str = PHONE,
    subject: str = "",
    purpose: Purpose = Purpose.OPEN_SHOP,
) -> None:
    with transaction():
        number = service.spend_try(SECRET, phone, purpose, subject, now)
    with transaction():
        service.use_code(SECRET, number, phone, code, now)


def test_the_right_figures_count_once() -> None:
    code = send()
    give(code)
    with pytest.raises(CodeUsed):
        give(code)


def test_neither_code_nor_number_is_stored_with_it() -> None:
    code = send()
    row = session.scalars(select(OneTimeCode)).one()
    stored = " ".join(str(value) for value in vars(row).values())
    assert code not in stored
    assert "912345678" not in stored
    assert code not in str(session.scalars(select(Message.values)).one())


def test_wrong_figures_cost_a_try_although_the_refusal_rolls_back() -> None:
    code = send()
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as refused:
            give(another(code))
        assert f"Còn nhập được {left} lần" in str(refused.value.message)
    with pytest.raises(WrongCode) as refused:
        give(another(code))
    assert "Hãy xin mã khác" in str(refused.value.message)
    with pytest.raises(TriesSpent):
        give(code)


@pytest.mark.parametrize(
    "other",
    [
        {"purpose": Purpose.SEE_ORDERS},
        {"subject": "another"},
        {"phone": "+84987654321"},
        {"now": NOW + rules.LIFETIME},
    ],
)
def test_a_code_is_bound_to_its_use_its_thing_its_number_and_its_time(
    other: dict[str, object],
) -> None:
    code = send()
    with pytest.raises(NoCode):
        give(code, **other)  # type: ignore[arg-type]
    give(code)


def test_a_code_of_another_number_is_wrong_even_with_its_id() -> None:
    code = send()
    with transaction():
        number = service.spend_try(SECRET, PHONE, Purpose.OPEN_SHOP, "", NOW)
    with pytest.raises(WrongCode), transaction():
        service.use_code(SECRET, number, "+84987654321", code, NOW)


def test_a_new_code_ends_the_one_before() -> None:
    first = send()
    later = NOW + rules.RESEND_AFTER
    second = send(later)
    if first != second:
        with pytest.raises(WrongCode):
            give(first, later)
    give(second, later)


def test_another_code_waits_a_minute() -> None:
    send()
    with pytest.raises(TooSoon) as refused:
        send(NOW + timedelta(seconds=20))
    assert "40 giây" in str(refused.value.message)


def test_five_codes_a_day_for_a_number() -> None:
    for minute in range(5):
        send(NOW + timedelta(minutes=minute))
    with pytest.raises(TooManyForPhone):
        send(NOW + timedelta(hours=3))
    send(NOW + timedelta(hours=20))  # the next day in Vietnam


def test_a_network_gets_twenty_an_hour() -> None:
    for number in range(rules.PER_NETWORK_AN_HOUR):
        send(phone=f"+849123456{number:02}")
    with pytest.raises(TooManyFromHere):
        send()
    send(network="203.0.113.6")


def test_all_codes_of_a_day_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "ALL_A_DAY", 1)
    send()
    with pytest.raises(NoMoreToday):
        send(phone="+84987654321", network="203.0.113.7")


def test_no_texts_abroad() -> None:
    with pytest.raises(NotReachable):
        send(phone="+33612345678")


def test_codes_of_yesterday_leave_no_trace() -> None:
    send()
    send(NOW + timedelta(hours=20))
    with transaction():
        assert service.forget_old(NOW + timedelta(hours=26)) == 1
