"""Asked in time, answered in time, and never granted by accident."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import FormUsed
from catalog.products.models import Product, Variant
from storefront.claims import answering, fates, housekeeping, queries, service
from storefront.claims.errors import (
    AmountMissing,
    BatchNotGood,
    ClaimMoved,
    MoneyPromised,
    MoreThanBought,
    NoSuchClaim,
    NotBack,
    NotDelivered,
    NothingChosen,
    NotOffered,
    StepNotPossible,
    TooLate,
    WordsMissing,
)
from storefront.claims.models import Claim
from storefront.claims.rules import ClaimKind, ClaimStatus, Fate, Outcome
from storefront.deadlines import service as deadlines
from storefront.deadlines.rules import What
from storefront.deadlines.service import NewDeadline
from storefront.inventory.models import StockItem
from storefront.journal import queries as journal
from storefront.orders.models import OrderChange
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import queries as payments
from storefront.payments import service as paying
from storefront.payments.errors import MoreThanLeft
from storefront.payments.rules import Payer
from tests.factories.claims import make_claim, make_delivered, order_of
from tests.factories.storefront import Goods, make_goods, make_order, set_values
from tests.storefront.claims.acting import HOA, SAU, act, agrees, answer, get, step
from traceability.batches.models import Batch


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_delivered(2, goods)


def let_time_run(claim: str) -> None:
    set_values(Claim, get(claim).id, due_at=clock.now() - timedelta(minutes=1))


def delivered_ago(number: str, ago: timedelta) -> None:
    with transaction():
        session.execute(
            update(OrderChange)
            .where(
                OrderChange.order_id == order_of(number).id,
                OrderChange.to_status == OrderStatus.DELIVERED,
            )
            .values(at=clock.now() - ago)
        )


def keeps(goods: Goods, days: int) -> None:
    set_values(Product, goods.product_id, shelf_life_days=days)


def test_a_claim_waits_for_the_seller_by_the_clock(number: str) -> None:
    claim = get(make_claim(number))
    assert claim.status == ClaimStatus.ASKED
    assert claim.due_at == claim.asked_at + timedelta(hours=72)
    assert [(one.by, one.to_status) for one in claim.steps] == [("buyer", "asked")]
    actor = Actor(id=7, producer_ids=frozenset({claim.order.producer_id}))
    assert queries.count_for_seller(actor) == 1
    assert queries.count_for_seller(Actor(id=8)) == 0


def test_for_fresh_goods_all_is_faster(goods: Goods) -> None:
    keeps(goods, 5)
    number = make_delivered(2, goods)
    claim = get(make_claim(number))
    assert claim.due_at == claim.asked_at + timedelta(hours=24)
    delivered_ago(number, timedelta(hours=25))
    with pytest.raises(TooLate):
        make_claim(number)
    make_claim(number, kind=ClaimKind.NOT_AS_DESCRIBED)  # the law gives 30 days


@pytest.mark.parametrize("goods_class", ["chilled", "fresh"])
def test_goods_sent_cold_are_fresh_whatever_the_product_says(
    number: str, goods: Goods, goods_class: str
) -> None:
    keeps(goods, 365)
    set_values(Variant, goods.variant_id, goods_class=goods_class)
    claim = get(make_claim(number))
    assert claim.due_at == claim.asked_at + timedelta(hours=24)


def test_the_window_closes(number: str) -> None:
    delivered_ago(number, timedelta(days=7, minutes=-1))
    make_claim(number)
    delivered_ago(number, timedelta(days=7))
    with pytest.raises(TooLate):
        make_claim(number)


def test_a_change_of_mind_needs_the_sellers_promise(number: str, goods: Goods) -> None:
    with pytest.raises(NotOffered):
        make_claim(number, kind=ClaimKind.CHANGED_MIND)
    today = clock.today()
    new = NewDeadline(What.CLAIM_WINDOW, 72, today, "Hứa", "changed_mind", None, goods.seller_id)
    with transaction():
        deadlines.add(HOA, new, clock.now())
    make_claim(number, kind=ClaimKind.CHANGED_MIND)


def test_the_same_form_is_one_claim(number: str) -> None:
    assert make_claim(number, form_key="k1") == make_claim(number, form_key="k1")
    assert len(queries.list_of(order_of(number))) == 1


@pytest.mark.parametrize("units", [3, -1])
def test_no_more_is_asked_for_than_was_bought(number: str, units: int) -> None:
    with pytest.raises(MoreThanBought):
        make_claim(number, units)


def test_units_are_asked_for_once_while_a_claim_stands(number: str) -> None:
    first = make_claim(number, 2)
    with pytest.raises(MoreThanBought):
        make_claim(number)
    step(first, ClaimStatus.WITHDRAWN, Party.BUYER)
    make_claim(number, 2)


def test_nothing_is_no_claim(number: str) -> None:
    with pytest.raises(NothingChosen):
        make_claim(number, 0)


def test_lines_of_another_order_are_not_bought(number: str) -> None:
    other = order_of(make_delivered()).lines[0].id
    with pytest.raises(MoreThanBought):
        make_claim(number, of={other: 1})


def test_what_is_not_delivered_is_not_returned(db: object) -> None:
    with pytest.raises(NotDelivered):
        make_claim(f"{make_order()}-1")


def test_a_refund_by_the_seller_is_done_when_it_is_paid(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REFUND, amount=95_000, payer=Payer.SELLER)
    assert get(claim).status == ClaimStatus.REFUNDING
    assert payments.list_refunds_due() == []
    assert agrees()
    act(claim, answering.seller_paid, HOA, "FT9")
    assert get(claim).status == ClaimStatus.REFUNDED
    assert get(claim).steps[-1].by == Party.SELLER
    with pytest.raises(StepNotPossible):
        act(claim, answering.seller_paid, HOA, "FT9")
    assert agrees()


def test_a_refund_by_the_platform_is_on_its_own_list(number: str, goods: Goods) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REFUND, amount=95_000)
    assert get(claim).due_at is None
    (refund,) = payments.list_refunds_due()
    assert refund.note == claim
    with pytest.raises(StepNotPossible):
        act(claim, answering.seller_paid, HOA, "FT9")
    with transaction():
        paying.mark_sent(SAU, refund.id, "FT1", clock.now())
    assert get(claim).status == ClaimStatus.REFUNDED
    assert journal.balances_of_sellers() == {goods.seller_id: -95_000}
    assert agrees()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"outcome": Outcome.REFUND}, AmountMissing),
        ({"outcome": Outcome.REFUND, "amount": 225_001}, MoreThanLeft),
        ({"outcome": Outcome.RETURN, "amount": 225_001}, MoreThanLeft),
        ({"outcome": Outcome.REFUSE}, WordsMissing),
    ],
)
def test_a_refused_answer_changes_nothing(
    number: str, values: dict[str, Any], error: type[Exception]
) -> None:
    claim = make_claim(number)
    with pytest.raises(error):
        answer(claim, **values)
    found = get(claim)
    assert (found.status, found.version, found.refunds) == (ClaimStatus.ASKED, 1, [])
    assert payments.list_refunds_due() == []
    assert agrees()


def test_goods_come_back_before_the_money(number: str, goods: Goods) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.RETURN, amount=95_000)
    assert get(claim).status == ClaimStatus.AWAITING_RETURN
    assert payments.list_refunds_due() == []
    step(claim, ClaimStatus.SENT_BACK, Party.BUYER, "Bưu điện")
    act(claim, answering.goods_are_back, Party.SELLER, HOA)
    with pytest.raises(NotBack):
        act(claim, answering.goods_are_back, Party.SELLER, HOA)
    assert len(payments.list_refunds_due()) == 1
    line = get(claim).lines[0].id
    before = session.get_one(StockItem, goods.item_id).on_hand
    with transaction():
        fates.decide(HOA, get(claim), line, Fate.RESTOCK, clock.now())
    assert session.get_one(StockItem, goods.item_id).on_hand == before + 1
    with pytest.raises(NotBack), transaction():
        fates.decide(HOA, get(claim), line, Fate.WASTE, clock.now())
    assert agrees()


def test_goods_of_a_stopped_batch_are_not_put_back(number: str, goods: Goods) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.RETURN, amount=95_000)
    act(claim, answering.goods_are_back, Party.SELLER, HOA)
    set_values(Batch, goods.batch_id, recall_state="recalled")
    line = get(claim).lines[0].id
    with pytest.raises(BatchNotGood), transaction():
        fates.decide(HOA, get(claim), line, Fate.RESTOCK, clock.now())
    with transaction():
        fates.decide(HOA, get(claim), line, Fate.WASTE, clock.now())
    assert get(claim).lines[0].fate == Fate.WASTE


def test_goods_that_never_came_back_are_not_put_back(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REFUND, amount=95_000)
    with pytest.raises(NotBack), transaction():
        fates.decide(HOA, get(claim), get(claim).lines[0].id, Fate.RESTOCK, clock.now())


def test_silence_goes_to_the_operator_and_grants_nothing(number: str) -> None:
    claim = make_claim(number)
    assert housekeeping.move_overdue() == 0
    let_time_run(claim)
    with pytest.raises(StepNotPossible):
        answer(claim, Outcome.REFUND, amount=95_000)
    assert queries.count_for_desk(clock.now()) == 1
    assert housekeeping.move_overdue() == 1
    assert housekeeping.move_overdue() == 0
    found = get(claim)
    assert (found.status, found.steps[-1].by) == (ClaimStatus.ESCALATED, "system")
    assert payments.list_refunds_due() == []


def test_the_operator_decides_what_the_clock_has_not_moved_yet(number: str) -> None:
    claim = make_claim(number)
    with pytest.raises(StepNotPossible):
        answer(claim, Outcome.REFUND, Party.OPERATOR, amount=1, words="Vội")
    let_time_run(claim)
    answer(claim, Outcome.REFUSE, Party.OPERATOR, words="Ảnh không khớp")
    assert [one.to_status for one in get(claim).steps] == ["asked", "escalated", "rejected"]


def test_who_was_refused_may_go_to_the_operator_in_time(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REFUSE, words="Gói vẫn kín")
    with pytest.raises(WordsMissing):
        step(claim, ClaimStatus.ESCALATED, Party.BUYER)
    step(claim, ClaimStatus.ESCALATED, Party.BUYER, "Có ảnh")
    other = make_claim(number)
    answer(other, Outcome.REFUSE, words="Không")
    let_time_run(other)
    with pytest.raises(StepNotPossible):
        step(other, ClaimStatus.ESCALATED, Party.BUYER, "Muộn")


def test_the_platform_pays_what_the_seller_promised_and_did_not_send(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REFUND, amount=95_000, payer=Payer.SELLER)
    let_time_run(claim)
    housekeeping.move_overdue()
    answer(claim, Outcome.REFUND, Party.OPERATOR, amount=5_000, words="Trả thay, thêm tiền gửi")
    due = payments.list_refunds_due()
    assert [one.amount for one in due] == [95_000, 5_000]
    for refund in due:
        assert get(claim).status == ClaimStatus.REFUNDING
        with transaction():
            paying.mark_sent(SAU, refund.id, "FT1", clock.now())
    assert get(claim).status == ClaimStatus.REFUNDED
    assert agrees()


def test_goods_never_sent_back_close_the_claim(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.RETURN, amount=95_000)
    let_time_run(claim)
    assert housekeeping.move_overdue() == 1
    assert get(claim).status == ClaimStatus.LAPSED
    assert payments.list_refunds_due() == []


def test_of_two_who_act_on_the_same_reading_one_does(number: str) -> None:
    claim = make_claim(number)
    with transaction():
        found = get(claim)
        session.execute(
            update(Claim)
            .values(version=Claim.version + 1)
            .execution_options(synchronize_session=False)
        )
        with pytest.raises(ClaimMoved):
            service.step(found, ClaimStatus.WITHDRAWN, Party.BUYER, Actor(), clock.now())


def test_claims_of_others_are_not_found(number: str) -> None:
    claim = make_claim(number)
    for find in (
        lambda: queries.get_claim_for_seller(HOA, claim),
        lambda: queries.get_claim_for_desk(HOA, claim),
        lambda: queries.get_claim_of(order_of(make_delivered()), claim),
    ):
        with pytest.raises(NoSuchClaim):
            find()


def test_photo_and_account_are_forgotten_after_a_time(number: str, app: Flask) -> None:
    claim = make_claim(number, pay_to="VCB 123", picture="ab" * 16)
    year_ago = clock.now() - timedelta(days=365)
    assert housekeeping.forget_closed_before(year_ago) == 0
    step(claim, ClaimStatus.WITHDRAWN, Party.BUYER)
    set_values(Claim, get(claim).id, closed_at=year_ago - timedelta(days=1))
    with app.app_context():
        assert housekeeping.forget_closed_before(year_ago) == 1
    assert (get(claim).picture, get(claim).pay_to) == (None, None)


@pytest.mark.parametrize(
    "outcome", [Outcome.REFUSE, Outcome.REPLACE, Outcome.RETURN], ids=lambda one: one.value
)
def test_money_that_was_promised_is_not_taken_back_by_another_decision(
    number: str, outcome: Outcome
) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REFUND, amount=50_000, payer=Payer.SELLER)
    let_time_run(claim)
    with pytest.raises(MoneyPromised):
        answer(claim, outcome, Party.OPERATOR, amount=50_000, words="Nghĩ lại")
    assert get(claim).status == ClaimStatus.REFUNDING
    assert len(get(claim).refunds) == 1
    assert agrees()


def test_who_was_promised_money_cannot_withdraw_and_leave_it_owed(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REFUND, amount=50_000, payer=Payer.SELLER)
    let_time_run(claim)
    step(claim, ClaimStatus.ESCALATED, Party.BUYER)
    with pytest.raises(MoneyPromised):
        act(claim, answering.withdraw, None, Actor())
    assert get(claim).status == ClaimStatus.ESCALATED


def test_an_old_form_with_another_claim_is_not_swallowed(number: str, goods: Goods) -> None:
    make_claim(number, form_key="mau-1")
    assert make_claim(number, form_key="mau-1") == get_all()[0]
    for other in ({"text": "Thiếu một gói"}, {"kind": ClaimKind.MISSING}):
        with pytest.raises(FormUsed):
            make_claim(number, form_key="mau-1", **other)
    assert len(get_all()) == 1


def get_all() -> list[str]:
    return list(session.scalars(select(Claim.number)))
