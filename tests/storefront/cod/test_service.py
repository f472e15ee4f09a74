"""COD control: who may pay on delivery, what counts as a refusal, what is lifted."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.dated import AlreadyEnded, EndsBeforeItBegins
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.cod import queries, service
from storefront.cod.errors import (
    AboveCap,
    CodeNeeded,
    NeverForTheseGoods,
    NotPaused,
    Paused,
)
from storefront.cod.models import CodRule
from storefront.cod.rules import RuleKind
from storefront.cod.service import NewRule
from storefront.inventory.models import StockItem, StockMovement
from storefront.one_time_codes import service as codes
from storefront.one_time_codes.rules import Ask, Purpose
from storefront.orders import service as orders
from storefront.orders.errors import NotPossible
from storefront.orders.models import Order, Parcel, ParcelEvent
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import returning
from storefront.payments.models import PaymentShare
from tests.factories.accounts import make_account
from tests.factories.storefront import BUYER, Goods, make_goods, make_order, save
from tests.storefront.one_time_codes.codes import SECRET, last_code

OPERATOR = Actor(id=1, name="Cán bộ Lan")
SELLER = Actor(id=7, name="Chị Hoa")
PHONE = BUYER.phone


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(50)


def add(kind: RuleKind, **values: Any) -> int:
    with transaction():
        new = NewRule(kind, date(2026, 1, 1), "Quy chế thử", **values)
        return service.add_rule(OPERATOR, new, clock.now()).id


def pause() -> int:
    return add(RuleKind.PAUSE, refusals=3, within_days=60, pause_days=60)


def order_of(number: str) -> Order:
    return session.scalars(select(Order).where(Order.number == number)).one()


def send_off(goods: Goods, **buyer: Any) -> str:
    """An order on its way."""
    number = f"{make_order((goods.variant_id, 1), **buyer)}-1"
    for step in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        with transaction():
            orders.change(order_of(number), step, Party.SELLER, SELLER, clock.now())
    return number


def come_back(number: str, reason: str = "buyer_refused", *, is_fit: bool = True) -> None:
    with transaction():
        returning.bring_back(order_of(number), reason, SELLER, clock.now(), is_fit=is_fit)


def stock_of(goods: Goods) -> tuple[int, int]:
    item = session.get_one(StockItem, goods.item_id, populate_existing=True)
    return item.on_hand, item.allocated


def verdict(amount: int = 100_000, goods: Goods | None = None) -> queries.Verdict:
    return queries.verdict(PHONE, amount, [goods.variant_id] if goods else [], clock.today())


def test_without_rules_everything_is_paid_on_delivery(goods: Goods) -> None:
    assert verdict(900_000_000) == queries.Verdict(None, False, None, False)


def test_a_parcel_that_comes_back_returns_its_goods_and_is_not_owed(goods: Goods) -> None:
    number = send_off(goods)
    assert stock_of(goods) == (49, 0)
    come_back(number, "not_reached")
    assert stock_of(goods) == (50, 0)
    assert order_of(number).status == OrderStatus.UNDELIVERED
    share = session.scalars(select(PaymentShare).where(PaymentShare.reference == number)).one()
    assert share.state == "void"
    assert books.verify().discrepancies == []
    with pytest.raises(NotPossible):
        come_back(number)


def test_spoilt_goods_leave_the_stock_again(goods: Goods) -> None:
    come_back(send_off(goods), is_fit=False)
    assert stock_of(goods) == (49, 0)
    last = session.scalars(select(StockMovement).order_by(StockMovement.id.desc())).first()
    assert last is not None
    assert (last.kind, last.on_hand_change, last.reason) == ("adjust", -1, "damaged")
    assert books.verify().discrepancies == []


def test_only_a_parcel_on_its_way_can_come_back(goods: Goods) -> None:
    number = f"{make_order((goods.variant_id, 1))}-1"
    with pytest.raises(NotPossible):
        come_back(number)


def test_three_refusals_pause_the_number_and_other_reasons_do_not(goods: Goods) -> None:
    pause()
    for reason in ("not_reached", "wrong_address", "lost_way", "buyer_refused", "buyer_refused"):
        come_back(send_off(goods), reason)
    assert verdict().paused_until is None
    come_back(send_off(goods), "buyer_refused: chê đắt")
    assert verdict().paused_until == clock.today() + timedelta(days=60)
    with pytest.raises(Paused) as refused:
        make_order((goods.variant_id, 1))
    assert "Hãy trả trước" in str(refused.value.message)
    make_order((goods.variant_id, 1), phone="+84912345678")


def test_what_the_carrier_says_counts_once_with_what_the_seller_says(goods: Goods) -> None:
    pause()
    for place in range(3):
        number = send_off(goods)
        parcel = session.scalars(
            select(Parcel).join(Order, Order.id == Parcel.order_id).where(Order.number == number)
        ).one()
        save(
            ParcelEvent(
                parcel_id=parcel.id,
                state="returning",
                at=clock.now(),
                reason="buyer_refused",
                entered_by="Lan",
                recorded_at=clock.now(),
            )
        )
        if place == 0:
            come_back(number)
        if place == 1:
            assert verdict().paused_until is None
    assert verdict().paused_until is not None
    assert queries.list_paused(clock.today()) == [(PHONE, 3, clock.today() + timedelta(days=60))]


def test_an_operator_lifts_a_pause_and_old_refusals_count_no_more(goods: Goods) -> None:
    pause()
    with pytest.raises(NotPaused), transaction():
        service.lift(OPERATOR, PHONE, "nhầm", clock.now())
    for _ in range(3):
        come_back(send_off(goods))
    with transaction():
        service.lift(OPERATOR, PHONE, "Bên giao ghi nhầm", clock.now())
    assert verdict().paused_until is None
    assert queries.list_paused(clock.today()) == []
    come_back(send_off(goods))
    assert verdict().paused_until is None


def refuse(goods: Goods, times: int, **buyer: Any) -> None:
    for _ in range(times):
        come_back(send_off(goods, **buyer))


def test_a_new_number_forgets_no_refusal_of_the_account(goods: Goods) -> None:
    """Parcels count that the account ordered, by whatever number; also for a guest with it."""
    pause()
    account = make_account("Mận", phone="+84912345678")
    refuse(goods, 2, account_id=account.id)
    refuse(goods, 1, account_id=account.id, phone="+84912345670")
    assert verdict().paused_until is None  # the number of the first two
    for phone, account_id in (("+84912345678", None), ("+84912345671", account.id)):
        found = queries.verdict(phone, 1, [], clock.today(), account_id)
        assert found.paused_until == clock.today() + timedelta(days=60)
        with pytest.raises(Paused):
            make_order((goods.variant_id, 1), phone=phone, account_id=account_id)
    assert [one[:2] for one in queries.list_paused(clock.today())] == [("+84912345678", 3)]
    with transaction():
        service.lift(OPERATOR, "+84912345678", "Bên giao ghi nhầm", clock.now())
    assert queries.list_paused(clock.today()) == []
    make_order((goods.variant_id, 1), phone="+84912345671", account_id=account.id)


def test_an_account_without_a_number_is_lifted_by_the_last_it_used(goods: Goods) -> None:
    pause()
    account = make_account("Mận", email="man@example.vn")
    for phone in ("+84912345670", "+84912345671", "+84912345672"):
        refuse(goods, 1, account_id=account.id, phone=phone)
    assert queries.verdict(None, 1, [], clock.today(), account.id).paused_until
    assert [one[:2] for one in queries.list_paused(clock.today())] == [("+84912345672", 3)]
    with transaction():
        service.lift(OPERATOR, "+84912345672", "Bên giao ghi nhầm", clock.now())
    assert queries.verdict(None, 1, [], clock.today(), account.id).paused_until is None


def test_who_sells_orders_for_others(goods: Goods) -> None:
    pause()
    seller = make_account("Hoa", phone="+84912345678", memberships=[(goods.seller_id, "owner")])
    for phone in ("+84912345670", "+84912345671", "+84912345672"):
        refuse(goods, 1, account_id=seller.id, phone=phone)
    assert queries.verdict(None, 1, [], clock.today(), seller.id).paused_until is None
    assert queries.list_paused(clock.today()) == []


def test_above_a_cap_nothing_is_placed(goods: Goods) -> None:
    add(RuleKind.CAP, amount=124_999)
    with pytest.raises(AboveCap) as refused:
        make_order((goods.variant_id, 1))
    assert "124.999" in str(refused.value.message)
    assert stock_of(goods) == (50, 0)


def test_a_cap_of_nothing_means_never() -> None:
    with pytest.raises(NeverForTheseGoods):
        service.refuse_cash(queries.Verdict(0, True, None, False))


def test_a_first_order_asks_for_a_code_until_a_parcel_was_taken(goods: Goods) -> None:
    add(RuleKind.CONFIRM, amount=0, only_first=True)
    with pytest.raises(CodeNeeded):
        make_order((goods.variant_id, 1))
    with transaction():
        ask = Ask(PHONE, Purpose.CONFIRM_ORDER, "mau-1", "203.0.113.1", "vi")
        codes.send_code(SECRET, ask, clock.now())
    with transaction():
        tried = codes.spend_try(SECRET, PHONE, Purpose.CONFIRM_ORDER, "mau-1", clock.now())
    given = service.Given(SECRET, tried, last_code())
    with transaction():
        assert service.admit(verdict(), PHONE, given, clock.now())


def test_rules_are_closed_not_edited(db: object) -> None:
    number = add(RuleKind.CAP, amount=1)
    with pytest.raises(EndsBeforeItBegins), transaction():
        service.close_rule(OPERATOR, number, date(2025, 12, 31))
    with transaction():
        service.close_rule(OPERATOR, number, date(2026, 1, 31))
    assert session.get_one(CodRule, number).valid_to == date(2026, 1, 31)
    with pytest.raises(AlreadyEnded), transaction():
        service.close_rule(OPERATOR, number, date(2026, 2, 28))
    assert not verdict(900_000_000).is_above_cap
