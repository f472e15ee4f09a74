"""Writes of promotions: entered, ended, stopped, given more codes; terms are never edited."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from catalog.kernel import audit, codes
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.kernel.phone import NotAPhone, parse_phone
from storefront.pricing.models import Promotion, PromotionTarget, Voucher
from storefront.pricing.queries import to_terms
from storefront.pricing.rules.terms import WHOLE, Kind, Scope
from storefront.promotions import queries, rules
from storefront.promotions.errors import (
    AgreementMissing,
    AlreadyOver,
    AmountMissing,
    CodePhoneUnfit,
    CodesMissing,
    CodeTaken,
    CodeUnfit,
    EndsTooEarly,
    NeedsNoCodes,
    PercentMissing,
    SellersMustBeNamed,
    StartsInThePast,
    TargetsMissing,
    TooManyCodes,
)
from storefront.promotions.rules import NewCode, NewPromotion, Standing

OVER = frozenset({Standing.OVER, Standing.STOPPED})


def add_promotion(
    actor: Actor, producer_id: int | None, new: NewPromotion, now: datetime
) -> Promotion:
    """Enter a promotion: of the operator (`producer_id` None), or of a seller, who pays it alone.

    Raises a subclass of Unfit that names its field.
    """
    _check_terms(new)
    _check_targets(producer_id, new)
    _check_days(new, local_date(now))
    if not new.is_automatic and not new.codes and not new.random_codes:
        raise CodesMissing
    promotion = Promotion(
        producer_id=producer_id,
        name=new.name,
        kind=new.kind.value,
        percent_bp=new.percent_bp if new.kind == Kind.PERCENT else 0,
        amount=0 if new.kind == Kind.PERCENT else new.amount,
        minimum=new.minimum,
        cap=new.cap if new.kind == Kind.PERCENT else None,
        scope=new.scope.value,
        is_automatic=new.is_automatic,
        is_first_order_only=new.is_first_order_only,
        platform_bp=0 if producer_id else new.platform_bp,
        agreement=new.agreement,
        max_uses=new.max_uses,
        uses_per_phone=1 if new.is_first_order_only else new.uses_per_phone,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        entered_by=actor.name,
        recorded_at=now,
        targets=_targets(new),
    )
    session.add(promotion)
    session.flush()  # for the id its codes and the audit entry name
    if not new.is_automatic:
        _add_codes(promotion, new.codes, new.random_codes, new.code_uses)
    audit.record(actor, "promotions.add", promotion, f"Mở khuyến mại “{new.name}”.")
    return promotion


def end_promotion(actor: Actor, promotion_id: int, last_day: date, now: datetime) -> Promotion:
    """Let a promotion end after that day, today at the earliest."""
    promotion = _running(actor, promotion_id, now)
    if last_day < max(local_date(now), promotion.starts_on):
        raise EndsTooEarly
    promotion.ends_on = last_day
    sentence = f"Khuyến mại “{promotion.name}” kết thúc sau ngày {last_day:%d/%m/%Y}."
    audit.record(actor, "promotions.end", promotion, sentence)
    return promotion


def stop_promotion(actor: Actor, promotion_id: int, now: datetime) -> Promotion:
    """End a promotion this moment; who has seen its price is told before the last tap."""
    promotion = _running(actor, promotion_id, now)
    promotion.stopped_at = now
    audit.record(actor, "promotions.stop", promotion, f"Dừng ngay khuyến mại “{promotion.name}”.")
    return promotion


def add_codes(
    actor: Actor,
    promotion_id: int,
    given: Sequence[NewCode],
    random: int,
    uses: int | None,
    now: datetime,
) -> Promotion:
    """Give out more codes of a promotion; a subclass of Unfit says why not."""
    promotion = _running(actor, promotion_id, now)
    if promotion.is_automatic:
        raise NeedsNoCodes
    if not given and not random:
        raise CodesMissing
    _add_codes(promotion, given, random, uses)
    added = len(given) + random
    audit.record(
        actor, "promotions.codes", promotion, f"Thêm {added} mã cho khuyến mại “{promotion.name}”."
    )
    return promotion


def _running(actor: Actor, promotion_id: int, now: datetime) -> Promotion:
    promotion = queries.get_promotion_for(actor, promotion_id, lock=True)
    if rules.standing_of(to_terms(promotion), local_date(now)) in OVER:
        raise AlreadyOver
    return promotion


def _check_terms(new: NewPromotion) -> None:
    if new.kind == Kind.PERCENT and not 0 < new.percent_bp <= WHOLE:
        raise PercentMissing
    if new.kind == Kind.AMOUNT and new.amount <= 0:
        raise AmountMissing


def _check_targets(producer_id: int | None, new: NewPromotion) -> None:
    named = {Scope.SELLERS: new.sellers, Scope.PRODUCTS: new.products}
    if new.scope in named and not named[new.scope]:
        raise TargetsMissing
    if producer_id is not None or new.platform_bp == WHOLE:
        return
    if new.scope == Scope.ALL:
        raise SellersMustBeNamed
    if not new.agreement:
        raise AgreementMissing


def _check_days(new: NewPromotion, today: date) -> None:
    if new.starts_on < today:
        raise StartsInThePast
    if new.ends_on is not None and new.ends_on < new.starts_on:
        raise EndsTooEarly


def _targets(new: NewPromotion) -> list[PromotionTarget]:
    if new.scope == Scope.SELLERS:
        return [PromotionTarget(producer_id=one) for one in new.sellers]
    if new.scope == Scope.PRODUCTS:
        return [PromotionTarget(product_id=one) for one in new.products]
    return []


def _add_codes(
    promotion: Promotion, given: Sequence[NewCode], random: int, uses: int | None
) -> None:
    """What is typed, and so many made up; a made-up one and one person's are used once."""
    if len(promotion.vouchers) + len(given) + random > rules.MOST_CODES:
        raise TooManyCodes
    seen: set[str] = set()
    for one in given:
        if not rules.is_code(one.code):
            raise CodeUnfit(one.code)
        if one.code in seen or session.scalar(select(Voucher.id).where(Voucher.code == one.code)):
            raise CodeTaken(one.code)
        seen.add(one.code)
        phone = _phone(one)
        promotion.vouchers.append(_voucher(one.code, phone, 1 if phone else uses))
    for _ in range(random):
        promotion.vouchers.append(_voucher(codes.random_body(rules.RANDOM_LENGTH), None, 1))
    session.flush()


def _voucher(code: str, phone: str | None, uses: int | None) -> Voucher:
    return Voucher(code=code, phone=phone, max_uses=uses, used=0)


def _phone(new: NewCode) -> str | None:
    if new.phone is None:
        return None
    try:
        return parse_phone(new.phone)
    except NotAPhone as error:
        raise CodePhoneUnfit(new.code) from error
