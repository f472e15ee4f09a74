"""Builders of promotions and their codes."""

from datetime import date
from typing import Any

from storefront.pricing.models import Promotion, PromotionTarget, Voucher
from tests.factories.storefront import NOW, save


def make_promotion(
    *codes: str,
    sellers: tuple[int, ...] = (),
    products: tuple[int, ...] = (),
    code_uses: int | None = None,
    phone: str | None = None,
    **values: Any,
) -> Promotion:
    """The platform takes 30.000 ₫ off: with these codes, or without any by itself."""
    scope = "sellers" if sellers else "products" if products else "all"
    promotion = Promotion(
        **{
            "name": "Bớt 30.000",
            "kind": "amount",
            "amount": 30_000,
            "percent_bp": 0,
            "minimum": 0,
            "scope": scope,
            "is_automatic": not codes,
            "platform_bp": 10_000,
            "used": 0,
            "starts_on": date(2026, 1, 1),
            "entered_by": "Chị Hoa",
            "recorded_at": NOW,
            **values,
        }
    )
    promotion.targets = [
        *(PromotionTarget(producer_id=one) for one in sellers),
        *(PromotionTarget(product_id=one) for one in products),
    ]
    promotion.vouchers = [
        Voucher(code=one, max_uses=code_uses, phone=phone, used=0) for one in codes
    ]
    return save(promotion)
