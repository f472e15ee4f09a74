"""Writes of prices: wholesale steps, and the uses of promotions, each taken once."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import NotFound
from catalog.products import queries as products
from catalog.products.models import Variant
from catalog.products.signals import product_changed
from storefront.pricing.errors import ImpossibleSteps, TooManySteps, UsedUp
from storefront.pricing.models import PriceStep, Promotion, PromotionPhone, PromotionUse, Voucher
from storefront.pricing.rules.quoting import Taken
from storefront.pricing.rules.steps import MOST_STEPS, Step, find_step_fault


def set_steps(actor: Actor, variant_id: int, steps: Sequence[Step], now: datetime) -> Variant:
    """Put this table of wholesale prices in place of the one before; none takes it away.

    Raises NotFound, ImpossibleSteps or TooManySteps. Orders placed before keep their prices.
    """
    variant = products.get_variant(variant_id, lock=True)
    if not actor.works_for(variant.product.producer_id or 0):
        raise NotFound
    if len(steps) > MOST_STEPS:
        raise TooManySteps
    fault = find_step_fault(steps, variant.price)
    if fault:
        raise ImpossibleSteps(*fault)
    session.execute(
        update(PriceStep)
        .where(PriceStep.variant_id == variant_id, PriceStep.ended_at.is_(None))
        .values(ended_at=now)
    )
    session.add_all(
        PriceStep(
            variant_id=variant_id,
            from_units=one.from_units,
            price=one.price,
            since=now,
            entered_by=actor.name,
        )
        for one in steps
    )
    what = f"{variant.product.name} ({variant.name})"
    said = f"Đặt {len(steps)} mức giá mua nhiều cho" if steps else "Bỏ giá mua nhiều của"
    audit.record(actor, "pricing.steps", variant, f"{said} {what}.")
    product_changed.send(None, product_id=variant.product_id)
    return variant


def take(taken: Iterable[Taken], phone: str, reference: str, now: datetime) -> None:
    """Take one use of each promotion for a purchase; raises UsedUp when one has none left.

    Each count is one conditional UPDATE: of two who want the last use, one gets it. Promotions
    without a most are not counted, so that buyers do not queue up at one row.
    """
    for one in sorted(taken, key=lambda each: (each.terms.id, each.voucher_id or 0)):
        use = _count(one, phone)
        if use is not None:
            use.reference, use.taken_at = reference, now
            session.add(use)


def give_back(reference: str, promotion_ids: Collection[int], now: datetime) -> None:
    """All of a purchase that these promotions were for is called off: the uses are free again."""
    for use in _uses_of(reference, promotion_ids):
        if use.given_back_at is None:
            use.given_back_at = now
            _move(Promotion, use.promotion_id, -1)
            _move(Voucher, use.voucher_id, -1)
            _move(PromotionPhone, use.phone_id, -1)


def take_again(reference: str, promotion_ids: Collection[int]) -> None:
    """A purchase that was called off stands again; raises UsedUp when its use has gone."""
    for use in _uses_of(reference, promotion_ids):
        if use.given_back_at is not None:
            promotion = session.get_one(Promotion, use.promotion_id)
            _up(Promotion, use.promotion_id, promotion.name)
            _up(Voucher, use.voucher_id, promotion.name)
            _move(PromotionPhone, use.phone_id, 1)
            use.given_back_at = None


def _count(one: Taken, phone: str) -> PromotionUse | None:
    promotion = session.get_one(Promotion, one.terms.id)
    voucher = session.get(Voucher, one.voucher_id) if one.voucher_id else None
    is_counted = voucher is not None and voucher.max_uses is not None
    if promotion.max_uses is None and promotion.uses_per_phone is None and not is_counted:
        return None
    use = PromotionUse(promotion_id=promotion.id, voucher_id=voucher.id if voucher else None)
    _up(Promotion, promotion.id, promotion.name)
    _up(Voucher, use.voucher_id, promotion.name)
    if promotion.uses_per_phone is not None:
        use.phone_id = _phone_id(promotion.id, phone)
        counted = session.execute(
            update(PromotionPhone)
            .where(
                PromotionPhone.id == use.phone_id, PromotionPhone.used < promotion.uses_per_phone
            )
            .values(used=PromotionPhone.used + 1)
            .execution_options(synchronize_session=False)
        )
        if rows_changed(counted) != 1:
            raise UsedUp(promotion.name)
    return use


def _up(model: type[Promotion] | type[Voucher], key: int | None, name: str) -> None:
    """Count one use more, unless that would be one too many."""
    if key is None:
        return
    counted = session.execute(
        update(model)
        .where(model.id == key, (model.max_uses.is_(None)) | (model.used < model.max_uses))
        .values(used=model.used + 1)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(counted) != 1:
        raise UsedUp(name)


def _move(
    model: type[Promotion] | type[Voucher] | type[PromotionPhone], key: int | None, by: int
) -> None:
    if key is not None:
        session.execute(
            update(model)
            .where(model.id == key)
            .values(used=model.used + by)
            .execution_options(synchronize_session=False)
        )


def _phone_id(promotion_id: int, phone: str) -> int:
    """The row that counts this phone's uses; of two who make it at once one is found."""
    query = select(PromotionPhone.id).where(
        PromotionPhone.promotion_id == promotion_id, PromotionPhone.phone == phone
    )
    found = session.scalar(query)
    if found is not None:
        return found
    row = PromotionPhone(promotion_id=promotion_id, phone=phone, used=0)
    try:
        with session.begin_nested():  # the flush turns a row made meanwhile into an error
            session.add(row)
    except IntegrityError:
        return session.scalars(query).one()
    return row.id


def _uses_of(reference: str, promotion_ids: Collection[int]) -> list[PromotionUse]:
    query = select(PromotionUse).where(
        PromotionUse.reference == reference, PromotionUse.promotion_id.in_(promotion_ids)
    )
    return list(session.scalars(query.order_by(PromotionUse.promotion_id).with_for_update()))
