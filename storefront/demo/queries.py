"""What is in the database before and after the demonstration is loaded."""

from dataclasses import dataclass

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.orders.models import OrderGroup
from traceability.batches.models import Batch


@dataclass(frozen=True)
class Example:
    """A batch worth showing, by the key of its file."""

    what: str
    slug: str
    text: str


EXAMPLES = (
    Example("a batch on sale, 4 stars", "ca-phe-rang-xay-dak-doa", "IB-03"),
    Example("recalled", "mang-le-kho", "ML-1"),
    Example("held back for a test", "mat-ong-hoa-ca-phe", "ONG-3"),
    Example("past its best-before date", "banh-pia-dau-xanh", "P-04"),
    Example("recognition revoked", "kho-ca-sac-boi", "KS-7"),
    Example("recognition expired", "banh-trang-nuong-dua", "BT-1"),
    Example("never recognised", "chuoi-say-deo", "CS-1"),
    Example("not released yet", "ca-phe-rang-xay-dak-doa", "IB-04"),
    Example("area suspended after the harvest", "sau-rieng-ri6", "SR-31"),
    Example("area revoked before the harvest", "xoai-cu-lao-gieng", "X-40"),
)


def is_loaded() -> bool:
    """Whether the demonstration is in this database."""
    return session.scalar(select(Producer.id).where(Producer.is_demo).limit(1)) is not None


def is_empty() -> bool:
    """Whether nobody's goods are in it yet."""
    return all(
        session.scalar(select(model.id).limit(1)) is None for model in (Producer, Product, Batch)
    )


def list_examples() -> list[tuple[str, str]]:
    """What each example shows, and its batch code."""
    rows = session.execute(
        select(Product.slug, Batch.producer_text, Batch.code)
        .join(Batch, Batch.product_id == Product.id)
        .where(Batch.is_demo)
    )
    codes = {(slug, text): code for slug, text, code in rows}
    found = ((one.what, codes.get((one.slug, one.text))) for one in EXAMPLES)
    return [(what, code) for what, code in found if code]


def find_example(slug: str, text: str) -> str | None:
    """The code of the invented batch with this text."""
    return session.scalar(
        select(Batch.code)
        .join(Product, Batch.product_id == Product.id)
        .where(Batch.is_demo, Product.slug == slug, Batch.producer_text == text)
    )


def find_order() -> tuple[str, str] | None:
    """The number and telephone of the first invented purchase."""
    row = session.execute(
        select(OrderGroup.number, OrderGroup.phone)
        .where(OrderGroup.placement_key.like("demo-%"))
        .order_by(OrderGroup.id)
        .limit(1)
    ).first()
    return (row.number, row.phone) if row else None
