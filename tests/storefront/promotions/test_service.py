"""Promotions are entered whole or refused beside the field; ended, stopped, never edited."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from storefront.pricing.models import Promotion, Voucher
from storefront.pricing.rules.terms import Kind, Scope, Terms
from storefront.promotions import errors, queries, rules, service
from storefront.promotions.rules import NewCode, NewPromotion, Standing
from tests.factories.promotions import make_promotion
from tests.factories.storefront import make_goods, make_seller

OPERATOR = Actor(id=1, name="Chị Sáu", permissions=frozenset({"promotions.see"}))


def new(**values: Any) -> NewPromotion:
    given = NewPromotion(
        name="Mừng vụ mới",
        kind=Kind.PERCENT,
        percent_bp=1_000,
        amount=0,
        minimum=0,
        cap=None,
        scope=Scope.ALL,
        sellers=(),
        products=(),
        is_automatic=True,
        is_first_order_only=False,
        platform_bp=10_000,
        agreement=None,
        max_uses=None,
        uses_per_phone=None,
        starts_on=clock.today(),
        ends_on=None,
    )
    return replace(given, **values)


def add(producer_id: int | None = None, **values: Any) -> Promotion:
    with transaction():
        return service.add_promotion(OPERATOR, producer_id, new(**values), clock.now())


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"percent_bp": 0}, errors.PercentMissing, "percent"),
        ({"percent_bp": 10_001}, errors.PercentMissing, "percent"),
        ({"kind": Kind.AMOUNT}, errors.AmountMissing, "amount"),
        ({"starts_on": date(2020, 1, 1)}, errors.StartsInThePast, "starts_on"),
        ({"ends_on": date(2020, 1, 1)}, errors.EndsTooEarly, "ends_on"),
        ({"scope": Scope.SELLERS}, errors.TargetsMissing, "scope"),
        ({"scope": Scope.PRODUCTS}, errors.TargetsMissing, "scope"),
        ({"platform_bp": 5_000}, errors.SellersMustBeNamed, "scope"),
        (
            {"platform_bp": 5_000, "scope": Scope.SELLERS, "sellers": [1]},
            errors.AgreementMissing,
            "agreement",
        ),
        ({"is_automatic": False}, errors.CodesMissing, "codes"),
        ({"is_automatic": False, "codes": [NewCode("AB")]}, errors.CodeUnfit, "codes"),
        ({"is_automatic": False, "codes": [NewCode("GIẢM10")]}, errors.CodeUnfit, "codes"),
        (
            {"is_automatic": False, "codes": [NewCode("CHAO"), NewCode("CHAO")]},
            errors.CodeTaken,
            "codes",
        ),
        (
            {"is_automatic": False, "codes": [NewCode("CHAO", "123")]},
            errors.CodePhoneUnfit,
            "codes",
        ),
        ({"is_automatic": False, "random_codes": 501}, errors.TooManyCodes, "codes"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    db: object, values: dict[str, Any], refusal: type[errors.Unfit], field: str
) -> None:
    with pytest.raises(refusal):
        add(**values)
    assert refusal.field == field
    assert not session.scalars(select(Promotion)).all()


def test_a_sellers_promotion_is_paid_by_the_seller(db: object) -> None:
    seller = make_seller().id
    made = add(seller, platform_bp=10_000)
    assert (made.producer_id, made.platform_bp) == (seller, 0)
    assert "promotions.add" in session.scalars(select(AuditEntry.action)).all()


def test_codes_are_typed_or_made_up(db: object) -> None:
    made = add(
        is_automatic=False,
        codes=[NewCode("CHAO"), NewCode("CUALAN", "0912 345 678")],
        random_codes=3,
        code_uses=7,
    )
    vouchers = session.scalars(select(Voucher).order_by(Voucher.id)).all()
    assert [(one.code, one.phone, one.max_uses) for one in vouchers[:2]] == [
        ("CHAO", None, 7),
        ("CUALAN", "+84912345678", 1),
    ]
    assert [(len(one.code), one.max_uses) for one in vouchers[2:]] == [(8, 1)] * 3
    with transaction():
        service.add_codes(OPERATOR, made.id, [NewCode("THEM")], 0, None, clock.now())
    with pytest.raises(errors.CodeTaken), transaction():
        service.add_codes(OPERATOR, made.id, [NewCode("CHAO")], 0, None, clock.now())
    with pytest.raises(errors.CodesMissing), transaction():
        service.add_codes(OPERATOR, made.id, [], 0, None, clock.now())


def test_one_that_applies_by_itself_takes_no_codes(db: object) -> None:
    made = add().id
    with pytest.raises(errors.NeedsNoCodes), transaction():
        service.add_codes(OPERATOR, made, [NewCode("CHAO")], 0, None, clock.now())


def test_first_orders_count_once_per_phone(db: object) -> None:
    assert add(is_first_order_only=True).uses_per_phone == 1


def test_ending_and_stopping(db: object) -> None:
    made, today = add().id, clock.today()
    with pytest.raises(errors.EndsTooEarly), transaction():
        service.end_promotion(OPERATOR, made, today - timedelta(days=1), clock.now())
    with transaction():
        service.end_promotion(OPERATOR, made, today, clock.now())
    with transaction():
        service.stop_promotion(OPERATOR, made, clock.now())
    with pytest.raises(errors.AlreadyOver), transaction():
        service.end_promotion(OPERATOR, made, today, clock.now())


def test_anothers_promotion_is_not_found(db: object) -> None:
    made = add(make_seller().id).id
    other = Actor(id=2, producer_ids=frozenset({make_seller().id}))
    with pytest.raises(NotFound):
        queries.get_promotion_for(other, made)
    with pytest.raises(NotFound), transaction():
        service.stop_promotion(other, made, clock.now())
    assert queries.list_for(other, 1) == ([], 0)
    assert queries.list_for(OPERATOR, 1)[1] == 1


def test_products_by_their_address(db: object) -> None:
    goods = make_goods()
    slug = f"https://x/san-pham/{'a' * 3}?x=1"
    assert rules.read_slug(slug) == "aaa"
    assert queries.find_product_id("khong-co") is None
    made = make_promotion(products=(goods.product_id,))
    assert queries.list_products_of(made) == ["Cà phê rang xay"]


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({}, Standing.RUNNING),
        ({"starts_on": date(2026, 11, 23)}, Standing.COMING),
        ({"ends_on": date(2026, 11, 21)}, Standing.OVER),
        ({"ends_on": date(2026, 11, 22)}, Standing.RUNNING),
    ],
)
def test_how_a_promotion_stands(values: dict[str, Any], standing: Standing) -> None:
    terms = Terms(1, "x", Kind.PERCENT, date(2026, 11, 1))
    assert rules.standing_of(replace(terms, **values), date(2026, 11, 22)) == standing
    assert rules.standing_of(replace(terms, stopped_at=clock.now()), date.max) == Standing.STOPPED


def test_code_lines() -> None:
    assert rules.read_code_lines("chao\n\n cualan 0912 345 678 \n") == [
        NewCode("CHAO"),
        NewCode("CUALAN", "0912 345 678"),
    ]
