"""A new seller is shown the next step only, from what is there; it never stands in the way."""

from datetime import timedelta
from itertools import combinations

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.accounts.rules import EVERYONE, MEMBER_ROLES
from storefront.orders.rules import OrderStatus
from storefront.seller import service
from storefront.seller.first_run import first_steps_of
from storefront.seller.models import SellerMark
from storefront.seller.rules import FirstStep, Mark, next_step
from tests.factories.accounts import make_account
from tests.factories.labels import make_printable, order_labels
from tests.factories.shops import open_shop, submitted_shop
from tests.factories.storefront import make_goods, make_order, make_seller, make_variant
from tests.factories.trade import bring
from tests.visitor import Visitor

STEPS = list(FirstStep)


def member_of(producer_id: int, phone: str = "0912345678") -> Actor:
    account = make_account(phone=phone, memberships=[(producer_id, "owner")])
    return Actor(
        id=account.id,
        name=account.name,
        permissions=EVERYONE | MEMBER_ROLES["owner"],
        producer_ids=frozenset({producer_id}),
    )


def come_as(visitor: Visitor, actor: Actor) -> None:
    visitor.sign_in(
        *actor.permissions, producer_ids=tuple(actor.producer_ids), number=actor.id or 0
    )


@pytest.mark.parametrize("count", range(len(STEPS) + 1))
def test_the_next_step_is_the_first_not_done(count: int) -> None:
    for done in combinations(STEPS, count):
        left = [step for step in STEPS if step not in done]
        assert next_step(done) == (left[0] if left else None)


def test_a_draft_of_a_shop_is_the_first_step(db: object) -> None:
    assert first_steps_of(open_shop()).next == FirstStep.SHOP


def test_once_it_is_handed_in_the_goods_are_next(db: object) -> None:
    owner, _ = submitted_shop()
    assert first_steps_of(owner).next == FirstStep.PRODUCT


def test_goods_then_a_batch_then_labels_then_an_order(db: object) -> None:
    seller = make_seller()
    actor = Actor(id=1, producer_ids=frozenset({seller.id}))
    assert first_steps_of(actor).next == FirstStep.PRODUCT
    make_variant(seller=seller)
    assert first_steps_of(actor).next == FirstStep.BATCH
    goods = make_goods(on_hand=5)
    packer = Actor(id=1, producer_ids=frozenset({goods.seller_id}))
    assert first_steps_of(packer).next == FirstStep.LABEL


def test_who_packed_a_real_order_needs_no_rehearsal(db: object) -> None:
    goods = make_goods(on_hand=5)
    actor = Actor(id=1, producer_ids=frozenset({goods.seller_id}))
    assert FirstStep.REHEARSAL not in first_steps_of(actor).done
    bring(f"{make_order((goods.variant_id, 1))}-1", OrderStatus.PACKED)
    assert FirstStep.REHEARSAL in first_steps_of(actor).done


def test_who_printed_labels_is_done_with_them(db: object) -> None:
    batch = make_printable()
    order_labels(batch)
    actor = Actor(id=1, producer_ids=frozenset({batch.producer_id}))
    assert FirstStep.LABEL in first_steps_of(actor).done


def test_a_rehearsal_counts_for_who_did_it(db: object) -> None:
    seller = make_seller()
    one, other = member_of(seller.id), member_of(seller.id, "0987654321")
    for _ in range(2):
        with transaction():
            service.note(one, Mark.REHEARSED, clock.now())
    assert FirstStep.REHEARSAL in first_steps_of(one).done
    assert FirstStep.REHEARSAL not in first_steps_of(other).done
    assert session.scalar(select(func.count(SellerMark.id))) == 1


def test_the_today_page_shows_the_next_step_until_it_is_put_away(
    visitor: Visitor, db: object
) -> None:
    goods = make_goods(on_hand=50)
    actor = member_of(goods.seller_id)
    come_as(visitor, actor)
    page = visitor.get("/ban-hang")
    assert "In tem cho lô" in page
    assert "Bước đầu 4 trên 5" in page
    assert "Bước đầu" not in visitor.post("/ban-hang/buoc-dau/de-sau")
    other = member_of(goods.seller_id, "0987654321")
    come_as(visitor, other)
    assert "Bước đầu 4 trên 5" in visitor.get("/ban-hang")


def test_marks_are_written_down_with_their_time(db: object) -> None:
    actor = member_of(make_seller().id)
    then = clock.now() - timedelta(hours=1)
    with transaction():
        service.note(actor, Mark.LATER, then)
    assert session.scalars(select(SellerMark.at)).one() == then
