"""Reads of prices: what runs on a day, the steps of variants, what a code is worth to whom."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from catalog.kernel.clock import local_date, midnight_after
from catalog.kernel.db import session
from catalog.products import queries as products
from catalog.products import rules as product_rules
from catalog.products.models import Product, Variant
from storefront.pricing.models import PriceStep, Promotion, PromotionPhone, PromotionUse
from storefront.pricing.models import Voucher as VoucherRow
from storefront.pricing.rules.cuts import Cut, charged_over_time, page_price
from storefront.pricing.rules.steps import Step
from storefront.pricing.rules.terms import Customer, Kind, Scope, Terms, Voucher, matches

DAY = timedelta(days=1)


def list_running(on: date) -> list[Terms]:
    """What applies by itself on that day, the oldest first."""
    query = (
        select(Promotion)
        .where(
            Promotion.is_automatic,
            Promotion.stopped_at.is_(None),
            Promotion.starts_on <= on,
            or_(Promotion.ends_on.is_(None), Promotion.ends_on >= on),
        )
        .options(selectinload(Promotion.targets))
        .order_by(Promotion.id)
    )
    return [to_terms(row) for row in session.scalars(query)]


def terms_of(promotion_ids: Collection[int]) -> list[Terms]:
    """These promotions, whether they run or not."""
    query = select(Promotion).where(Promotion.id.in_(promotion_ids))
    query = query.options(selectinload(Promotion.targets)).order_by(Promotion.id)
    return [to_terms(row) for row in session.scalars(query)]


def to_terms(row: Promotion) -> Terms:
    """A row as the value the rules know; a seller's promotion is for the seller's goods only."""
    sellers = {one.producer_id for one in row.targets if one.producer_id}
    scope = Scope(row.scope)
    if row.producer_id and scope == Scope.ALL:
        scope, sellers = Scope.SELLERS, {row.producer_id}
    return Terms(
        id=row.id,
        name=row.name,
        kind=Kind(row.kind),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        percent_bp=row.percent_bp,
        amount=row.amount,
        minimum=row.minimum,
        cap=row.cap,
        scope=scope,
        sellers=frozenset(sellers),
        products=frozenset(one.product_id for one in row.targets if one.product_id),
        is_automatic=row.is_automatic,
        is_first_order_only=row.is_first_order_only,
        platform_bp=row.platform_bp,
        max_uses=row.max_uses,
        uses_per_phone=row.uses_per_phone,
        used=row.used,
        stopped_at=row.stopped_at,
    )


def find_vouchers(codes: Collection[str]) -> list[Voucher]:
    """What these codes are, in their order; unknown ones too."""
    if not codes:
        return []
    query = (
        select(VoucherRow)
        .where(VoucherRow.code.in_(codes))
        .options(selectinload(VoucherRow.promotion).selectinload(Promotion.targets))
    )
    rows = {row.code: row for row in session.scalars(query)}
    return [_voucher(code, rows.get(code)) for code in codes]


def _voucher(code: str, row: VoucherRow | None) -> Voucher:
    if row is None:
        return Voucher(code)
    is_used_up = row.max_uses is not None and row.used >= row.max_uses
    return Voucher(code, row.id, to_terms(row.promotion), row.phone, is_used_up)


def get_customer(phone: str | None, *, has_bought: bool) -> Customer:
    """What counts of who buys with this phone."""
    if phone is None:
        return Customer()
    query = select(PromotionPhone.promotion_id, PromotionPhone.used)
    query = query.where(PromotionPhone.phone == phone, PromotionPhone.used > 0)
    uses = {row.promotion_id: row.used for row in session.execute(query)}
    return Customer(phone, has_bought, uses)


def hold_uses(reference: str) -> None:
    """Lock the uses of a purchase: of two who call its orders off at once, the later sees all."""
    query = select(PromotionUse.id).where(PromotionUse.reference == reference)
    session.execute(query.order_by(PromotionUse.id).with_for_update()).all()


def list_steps(variant_ids: Iterable[int]) -> dict[int, tuple[Step, ...]]:
    """Variant id → its wholesale steps in force, rising; variants without any are left out."""
    query = (
        select(PriceStep.variant_id, PriceStep.from_units, PriceStep.price)
        .where(PriceStep.variant_id.in_(set(variant_ids)), PriceStep.ended_at.is_(None))
        .order_by(PriceStep.variant_id, PriceStep.from_units)
    )
    found: dict[int, tuple[Step, ...]] = {}
    for variant_id, units, price in session.execute(query):
        found[variant_id] = (*found.get(variant_id, ()), Step(units, price))
    return found


def step_floors(prices: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """(variant id, price of one) → from how many units on it is, or was, a wholesale price."""
    query = (
        select(PriceStep.variant_id, PriceStep.price, func.min(PriceStep.from_units))
        .where(PriceStep.variant_id.in_({variant_id for variant_id, _price in prices}))
        .group_by(PriceStep.variant_id, PriceStep.price)
    )
    found = {(variant_id, price): units for variant_id, price, units in session.execute(query)}
    return {key: found[key] for key in prices if key in found}


def get_page_price(variant: Variant, on: date) -> int:
    """What the product page says one of this size costs today."""
    product = variant.product
    return page_price(variant.price, list_running(on), product.producer_id or 0, product.id)


def lowest_before(variant_ids: Collection[int], now: datetime) -> dict[int, int]:
    """Variant id → the lowest price of the 30 days before a true reduction (decision 0104).

    What promotions cut is part of what was charged, so one that ended lately leaves its mark.
    """
    histories = products.list_prices(variant_ids)
    cuts = _cuts_around(now)
    whose = _whose(variant_ids) if cuts else {}
    found = {}
    for variant_id in variant_ids:
        prices = [(one.since, one.price) for one in histories.get(variant_id, [])]
        seller_id, product_id = whose.get(variant_id, (0, 0))
        fitting = [cut for terms, cut in cuts if matches(terms, seller_id, product_id)]
        lowest = product_rules.lowest_before(charged_over_time(prices, fitting), now)
        if lowest:
            found[variant_id] = lowest
    return found


def _cuts_around(now: datetime) -> list[tuple[Terms, Cut]]:
    """Price cuts of the time a reduction of today is told against."""
    on = local_date(now)
    since = on - 2 * product_rules.LOOK_BACK - 2 * DAY
    query = (
        select(Promotion)
        .where(
            Promotion.is_automatic,
            Promotion.kind == Kind.PERCENT.value,
            Promotion.starts_on <= on,
            or_(Promotion.ends_on.is_(None), Promotion.ends_on >= since),
        )
        .options(selectinload(Promotion.targets))
    )
    every = [to_terms(row) for row in session.scalars(query)]
    return [(one, _cut(one)) for one in every if one.is_price_cut]


def _cut(terms: Terms) -> Cut:
    ends = [midnight_after(terms.ends_on)] if terms.ends_on else []
    ends += [terms.stopped_at] if terms.stopped_at else []
    return Cut(terms.percent_bp, midnight_after(terms.starts_on - DAY), min(ends, default=None))


def _whose(variant_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    query = (
        select(Variant.id, Product.producer_id, Product.id)
        .join(Variant.product)
        .where(Variant.id.in_(variant_ids))
    )
    return {
        variant_id: (producer_id or 0, product_id)
        for variant_id, producer_id, product_id in session.execute(query)
    }
