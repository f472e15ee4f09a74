"""Goods of which the law asks something before they are sold."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.product_sets import service as product_sets
from catalog.product_sets.models import ProductSet, Rubric
from catalog.products.models import Variant
from catalog.restrictions.models import SellerLicence, SetDuty
from tests.factories.storefront import NOW, save, saving

RUBRIC = "26/2026/QĐ-TTg"


def make_restricted(
    variant_id: int, set_number: int, *kinds: tuple[str, int | None], **values: Any
) -> None:
    """Put the goods into a product set of which the law asks this: (kind, number) of each."""
    with saving():
        if not session.scalar(select(Rubric.id).limit(1)):
            product_sets.import_packaged()
        product = session.get_one(Variant, variant_id).product
        product.product_set_id = session.scalars(
            select(ProductSet.id)
            .join(Rubric, Rubric.id == ProductSet.rubric_id)
            .where(Rubric.number == RUBRIC, ProductSet.number == set_number)
        ).one()
        for name, value in values.items():
            setattr(product, name, value)
        for kind, number in kinds:
            session.add(
                SetDuty(
                    rubric_number=RUBRIC,
                    set_number=set_number,
                    kind=kind,
                    number=number,
                    text="Thực phẩm này không phải là thuốc." if kind == "sentence" else None,
                    text_en="This food is not a medicine." if kind == "sentence" else None,
                    document=f"Luật thử về {kind}",
                    valid_from=date(2020, 1, 1),
                    entered_by="Chị Hoa",
                    recorded_at=NOW,
                )
            )


def make_licence(seller_id: int, **values: Any) -> SellerLicence:
    """A licence to sell alcohol that holds this year and the next."""
    return save(
        SellerLicence(
            **{
                "producer_id": seller_id,
                "kind": "alcohol",
                "number": "07/GP-UBND",
                "issuer": "UBND xã thử",
                "valid_from": clock.today() - timedelta(days=100),
                "valid_to": clock.today() + timedelta(days=300),
                "entered_by": "Chị Hoa",
                "recorded_at": NOW,
                **values,
            }
        )
    )
