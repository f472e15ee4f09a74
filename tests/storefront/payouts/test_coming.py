"""What a seller earned today and may expect, and by which day."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.deadlines.models import Deadline
from storefront.deadlines.rules import What
from storefront.payouts import service
from storefront.payouts.coming import coming_for
from storefront.payouts.rules import Held
from storefront.payouts.statement import balance_of
from tests.factories.claims import make_deadlines
from tests.factories.storefront import TODAY, make_goods, make_order, saving
from tests.factories.trade import deliver, earn, give_account

OPERATOR = Actor(id=3, name="Sáu")

pytestmark = pytest.mark.usefixtures("db")


def seller(number: int) -> Actor:
    return Actor(id=1, producer_ids=frozenset({number}))


def test_what_was_earned_today_is_to_come_by_the_promised_day() -> None:
    make_deadlines()
    number, _ = earn()
    give_account(number)
    coming = coming_for(seller(number), clock.now())
    assert coming.earned > 0
    assert coming.balance == balance_of(seller(number)) > 0
    assert coming.by == TODAY + timedelta(days=7)


def test_without_a_promise_no_day_is_said() -> None:
    number, _ = earn()
    give_account(number)
    with saving():
        session.execute(delete(Deadline).where(Deadline.what == What.PAYOUT))
    assert coming_for(seller(number), clock.now()).by is None


def test_who_has_no_account_is_told_instead_of_a_day() -> None:
    make_deadlines()
    number, _ = earn()
    coming = coming_for(seller(number), clock.now())
    assert (coming.by, coming.held) == (None, Held.NO_ACCOUNT)


def test_tomorrow_nothing_was_earned_and_all_is_still_to_come() -> None:
    make_deadlines()
    number, _ = earn()
    give_account(number)
    later = coming_for(seller(number), clock.now() + timedelta(days=1))
    assert later.earned == 0
    assert later.balance > 0
    assert later.by == TODAY + timedelta(days=7)


def test_what_was_settled_in_cash_waits_for_nothing() -> None:
    make_deadlines()
    goods = make_goods(10)
    give_account(goods.seller_id)
    deliver(f"{make_order((goods.variant_id, 1))}-1")
    month_later = clock.now() + timedelta(days=30)
    with time_machine.travel(month_later):
        earn(goods=goods)
    assert coming_for(seller(goods.seller_id), month_later).by == TODAY + timedelta(days=37)


def test_what_the_bank_gave_back_is_promised_anew() -> None:
    make_deadlines()
    number, _ = earn()
    give_account(number)
    back = clock.now() + timedelta(days=3)
    with transaction():
        batch = service.make_batch(OPERATOR, TODAY, "dot-1", clock.now())
        service.mark_exported(OPERATOR, batch, clock.now())
        service.mark_failed(OPERATOR, batch.payouts[0], "sai số tài khoản", back)
    coming = coming_for(seller(number), back)
    assert coming.balance > 0
    assert coming.by == TODAY + timedelta(days=10)


def test_others_money_is_not_counted() -> None:
    make_deadlines()
    earn()
    coming = coming_for(seller(0), clock.now())
    assert (coming.earned, coming.balance, coming.on_the_way, coming.by) == (0, 0, 0, None)
