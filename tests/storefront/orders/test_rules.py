"""Statuses and who may change them."""

from itertools import product

import pytest

from storefront.orders import labels, rules
from storefront.orders.rules import OrderStatus, Party
from storefront.packing.labels import DONE

S = OrderStatus
ALLOWED = {
    (S.UNPAID, S.PLACED, Party.SYSTEM),
    (S.UNPAID, S.CANCELLED, Party.BUYER),
    (S.UNPAID, S.CANCELLED, Party.OPERATOR),
    (S.UNPAID, S.CANCELLED, Party.SYSTEM),
    (S.PLACED, S.PACKED, Party.SELLER),
    (S.PACKED, S.HANDED_OVER, Party.SELLER),
    (S.HANDED_OVER, S.DELIVERED, Party.SELLER),
    (S.HANDED_OVER, S.UNDELIVERED, Party.SELLER),
    (S.PLACED, S.CANCELLED, Party.BUYER),
    (S.PLACED, S.CANCELLED, Party.OPERATOR),
    (S.PACKED, S.CANCELLED, Party.OPERATOR),
    (S.PLACED, S.REFUSED, Party.SELLER),
    (S.PACKED, S.REFUSED, Party.SELLER),
}


@pytest.mark.parametrize(("start", "end", "by"), list(product(S, S, Party)))
def test_only_these_changes_can_happen(start: S, end: S, by: Party) -> None:
    assert rules.may_change(start, end, by) is ((start, end, by) in ALLOWED)


def test_units_come_back_when_an_order_is_called_off_and_leave_when_handed_over() -> None:
    for (start, end), change in rules.TRANSITIONS.items():
        back = {S.UNPAID: rules.Stock.LET_GO, S.HANDED_OVER: rules.Stock.TAKE_BACK}.get(
            start, rules.Stock.RELEASE
        )
        assert (change.stock == back) is (end in rules.CALLED_OFF)
        assert (change.money == rules.Money.VOID) is (end in rules.CALLED_OFF)
        assert (change.stock == rules.Stock.SHIP) is (end == S.HANDED_OVER)
        assert (change.money == rules.Money.RECEIVE) is (end in (S.PLACED, S.DELIVERED))


@pytest.mark.parametrize(
    ("status", "step"),
    [
        ("unpaid", None),
        ("placed", S.PACKED),
        ("packed", S.HANDED_OVER),
        ("handed_over", S.DELIVERED),
        ("delivered", None),
        ("cancelled", None),
    ],
)
def test_the_next_step(status: str, step: S | None) -> None:
    assert rules.next_step(status) is step


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        (["placed"], S.PLACED),
        (["delivered", "packed"], S.PACKED),
        (["cancelled", "handed_over"], S.HANDED_OVER),
        (["unpaid", "cancelled"], S.UNPAID),
        (["cancelled", "cancelled"], S.CANCELLED),
        (["cancelled", "refused"], S.REFUSED),
        (["cancelled", "undelivered"], S.CANCELLED),
        (["undelivered", "undelivered"], S.UNDELIVERED),
        (["undelivered", "delivered"], S.DELIVERED),
    ],
)
def test_the_status_of_a_purchase_is_derived(statuses: list[str], whole: S) -> None:
    assert rules.group_status(statuses) is whole


def test_every_status_has_its_words() -> None:
    for words in (labels.STATUS, labels.SHORT, labels.FOR_SELLER):
        assert set(words) == set(S)
    assert set(labels.REASON) == set(rules.RefusalReason)
    assert set(labels.DO) == set(DONE) == set(rules.STEPS[1:])
