"""Reads of withholding: rates, what an order bore, a month of all sellers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from storefront.orders.models import Order
from storefront.withholding import rules
from storefront.withholding.models import TaxLine, WithholdingRate
from storefront.withholding.rules import Activity, Held, Rate, Tax


@dataclass(frozen=True)
class Filed:
    """One seller's month: whole đồng; what came back in the month is in `returned`, below zero."""

    tax_code: str | None
    seller_name: str
    legal_form: str
    activity: str
    orders: int
    sold: int
    returned: int
    vat: int
    pit: int


def list_rates() -> list[WithholdingRate]:
    """Every rate, by kind of seller, the newest first."""
    order = (WithholdingRate.legal_form, WithholdingRate.valid_from.desc(), WithholdingRate.id)
    return list(session.scalars(select(WithholdingRate).order_by(*order)))


def get_rate(rate_id: int) -> WithholdingRate:
    """The rate, or NotFound."""
    rate = session.get(WithholdingRate, rate_id)
    if rate is None:
        raise NotFound
    return rate


def to_rate(row: WithholdingRate) -> Rate:
    """A row as the value the rules know."""
    return Rate(
        id=row.id,
        legal_form=row.legal_form,
        held=Held(row.held),
        vat_bp=row.vat_bp,
        pit_bp=row.pit_bp,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        activity=Activity(row.activity),
    )


def find_line(document: str) -> TaxLine | None:
    return session.scalar(select(TaxLine).where(TaxLine.document == document))


def list_lines(documents: Collection[str]) -> list[tuple[TaxLine, str]]:
    """What was withheld under these names, each with the document of the law."""
    query = (
        select(TaxLine, WithholdingRate.document)
        .join(WithholdingRate, WithholdingRate.id == TaxLine.rate_id)
        .where(TaxLine.document.in_(documents))
        .order_by(TaxLine.activity, TaxLine.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def find_locked_order(number: str) -> Order | None:
    """The order, held to the end of the transaction: returns are worked out one by one."""
    return session.scalar(select(Order).where(Order.number == number).with_for_update())


def get_seller(producer_id: int) -> Producer:
    return session.get_one(Producer, producer_id)


def given_back(order_id: int, activity: Activity = Activity.GOODS) -> Tax:
    """What of an order's tax was given back so far, as amounts above zero."""
    query = select(
        *(func.coalesce(-func.sum(one), 0) for one in (TaxLine.base, TaxLine.vat, TaxLine.pit))
    ).where(TaxLine.order_id == order_id, TaxLine.activity == activity.value, TaxLine.base < 0)
    return Tax(*map(int, session.execute(query).one()))


def list_month(first: date) -> list[Filed]:
    """What was withheld from each seller in a month, by name, goods and services apart."""
    sold = func.sum(case((TaxLine.base > 0, TaxLine.base), else_=0))
    returned = func.sum(case((TaxLine.base < 0, TaxLine.base), else_=0))
    seller = (TaxLine.tax_code, TaxLine.seller_name, TaxLine.legal_form, TaxLine.activity)
    query = (
        select(
            *seller,
            func.count(TaxLine.order_id.distinct()),
            sold,
            returned,
            func.sum(TaxLine.vat),
            func.sum(TaxLine.pit),
        )
        .where(TaxLine.taxed_on >= first, TaxLine.taxed_on < rules.month_after(first))
        .group_by(TaxLine.producer_id, *seller)
        .order_by(TaxLine.seller_name, TaxLine.producer_id, TaxLine.activity)
    )
    return [
        Filed(code, name, form, activity, *map(int, amounts))
        for code, name, form, activity, *amounts in session.execute(query)
    ]
