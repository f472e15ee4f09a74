"""The first steps of a new seller, read from what is there: one query, and the person's marks."""

from dataclasses import dataclass

from sqlalchemy import exists, or_, select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.onboarding.models import ShopApplication
from storefront.onboarding.rules import ShopState
from storefront.orders.models import Order, Parcel
from storefront.seller import rules
from storefront.seller.models import SellerMark
from storefront.seller.rules import FirstStep, Mark
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind
from traceability.labels.models import PrintJob


@dataclass(frozen=True)
class FirstSteps:
    """What is done already, and whether the person has put this away."""

    done: frozenset[FirstStep]
    is_put_away: bool

    @property
    def next(self) -> FirstStep | None:
        return None if self.is_put_away else rules.next_step(self.done)


def first_steps_of(actor: Actor) -> FirstSteps:
    """How far the shop the actor works for has come."""
    own, marks = actor.producer_ids, _marks_of(actor)
    handed_in = (ShopState.SUBMITTED, ShopState.VERIFIED)
    asked = ShopApplication.producer_id.in_(own) & ShopApplication.state.in_(handed_in)
    batches = select(Batch.id).where(Batch.producer_id.in_(own), Batch.kind == BatchKind.PACKED)
    there = {
        FirstStep.SHOP: or_(
            exists().where(Producer.id.in_(own), Producer.verified_on.is_not(None)),
            exists().where(asked),
        ),
        FirstStep.PRODUCT: exists().where(Product.producer_id.in_(own)),
        FirstStep.BATCH: batches.exists(),
        FirstStep.LABEL: exists().where(PrintJob.batch_id.in_(batches)),
        FirstStep.REHEARSAL: exists().where(
            Parcel.order_id == Order.id, Order.producer_id.in_(own)
        ),
    }
    row = session.execute(select(*there.values())).one()
    done = {step for step, is_there in zip(there, row, strict=True) if is_there}
    if Mark.REHEARSED in marks:
        done.add(FirstStep.REHEARSAL)
    return FirstSteps(frozenset(done), Mark.LATER in marks)


def _marks_of(actor: Actor) -> set[str]:
    query = select(SellerMark.what).where(
        SellerMark.account_id == actor.id, SellerMark.producer_id.in_(actor.producer_ids)
    )
    return set(session.scalars(query))
