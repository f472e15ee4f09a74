"""Moments of visits, times as people type them, codes of tickets."""

from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask

from storefront.orders import rules as orders
from storefront.orders.rules import OrderKind, OrderStatus, Party
from storefront.visits import rules
from storefront.visits.labels import lasting
from storefront.visits.rules import TimeFault

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "closes", "fault"),
    [
        (24, 12, None),
        (24, 24, None),
        (24, 25, TimeFault.CLOSES),
        (24, 0, TimeFault.CLOSES),
        (0, 0, TimeFault.PAST),
        (-5, -6, TimeFault.PAST),
        (371 * 24, 12, TimeFault.TOO_FAR),
    ],
)
def test_when_a_visit_may_begin(starts: int, closes: int, fault: TimeFault | None) -> None:
    begin, end = NOW + timedelta(hours=starts), NOW + timedelta(hours=closes)
    assert rules.find_time_fault(begin, end, NOW) == fault


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8:30", time(8, 30)),
        (" 14 giờ ", time(14)),
        ("07h05", time(7, 5)),
        ("7", time(7)),
        ("24:00", None),
        ("8:60", None),
        ("sáng", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, read: time | None) -> None:
    assert rules.read_time(typed) == read


def test_a_ticket_is_read_from_its_code_or_its_address() -> None:
    code = rules.make_ticket("7K3QF9ABCD")
    for typed in (code, code.lower(), f"https://cho.vn/ve/{code}", f" {code[:5]} {code[5:]} "):
        assert rules.read_ticket(typed) == code
    for typed in ("", "V", code[:-1], "DH26K7Q2M9N", f"{code}X", "https://cho.vn/ve/"):
        assert rules.read_ticket(typed) is None


@pytest.mark.parametrize(
    ("kind", "start", "end", "allowed"),
    [
        (OrderKind.VISIT, OrderStatus.PLACED, OrderStatus.DELIVERED, True),
        (OrderKind.GOODS, OrderStatus.PLACED, OrderStatus.DELIVERED, False),
        (OrderKind.VISIT, OrderStatus.PLACED, OrderStatus.PACKED, False),
        (OrderKind.VISIT, OrderStatus.PLACED, OrderStatus.REFUSED, True),
        (OrderKind.VISIT, OrderStatus.DELIVERED, OrderStatus.REFUSED, False),
    ],
)
def test_guests_come_and_goods_are_packed(
    kind: OrderKind, start: OrderStatus, end: OrderStatus, allowed: bool
) -> None:
    assert (orders.find_transition(start, end, Party.SELLER, kind) is not None) == allowed


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(45, "45 phút"), (60, "1 giờ"), (90, "1 giờ 30 phút"), (480, "8 giờ"), (1_440, "24 giờ")],
)
def test_how_long_a_visit_is_is_said_in_hours(app: Flask, minutes: int, words: str) -> None:
    with app.test_request_context():
        assert lasting(minutes) == words
