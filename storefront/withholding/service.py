"""Writes of withholding: rates, the tax of a delivered order, what is given back."""

import csv
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from catalog.kernel import audit, dated
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.journal import queries as journal_queries
from storefront.journal import service as journal
from storefront.journal.rules import Account, EntryKind, Line, without_zeros
from storefront.orders.models import Order
from storefront.orders.rules import OrderKind
from storefront.withholding import queries, rules
from storefront.withholding.errors import ImpossibleRate
from storefront.withholding.models import TaxLine, WithholdingRate
from storefront.withholding.rules import Activity, Tax

PACKAGED = Path(__file__).parent / "data" / "rates.csv"


@dataclass(frozen=True)
class NewRate:
    """What an operator enters; percents in basis points."""

    legal_form: str
    held: str
    vat_bp: int
    pit_bp: int
    valid_from: date
    valid_to: date | None
    document: str
    activity: str = Activity.GOODS.value


def add_rate(actor: Actor, new: NewRate, now: datetime, *, is_demo: bool = False) -> None:
    """Add a rate; orders delivered before keep what they bore. Raises ImpossibleRate."""
    if not all(0 <= one <= rules.WHOLE for one in (new.vat_bp, new.pit_bp)):
        raise ImpossibleRate
    rate = WithholdingRate(**vars(new), entered_by=actor.name, recorded_at=now, is_demo=is_demo)
    session.add(rate)
    session.flush()  # for the id the audit entry names
    audit.record(actor, "withholding.add_rate", rate, f"Thêm mức khấu trừ thuế: {new.document}.")


def add_packaged(actor: Actor, now: datetime, *, is_demo: bool = False) -> int:
    """Add the rates that come with the product and are not in yet; how many those were."""
    known = set(map(_named, queries.list_rates()))
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        given = [_read(row) for row in csv.DictReader(file)]
    new = [one for one in given if _named(one) not in known]
    for one in new:
        add_rate(actor, one, now, is_demo=is_demo)
    return len(new)


def _named(rate: WithholdingRate | NewRate) -> tuple[str, str, str, date]:
    return (rate.legal_form, rate.activity, rate.held, rate.valid_from)


def close_rate(actor: Actor, rate_id: int, last_day: date) -> None:
    """Let a rate end: `last_day` is the last on which it counts."""
    rate = queries.get_rate(rate_id)
    rate.valid_to = dated.last_day(last_day, begins=rate.valid_from, ended=rate.valid_to)
    sentence = f"Đóng một mức khấu trừ thuế sau ngày {last_day:%d/%m/%Y}."
    audit.record(actor, "withholding.close_rate", rate, sentence)


def withhold(order_id: int, now: datetime) -> None:
    """Withhold what the law of this day asks of a delivered order, once.

    Of its seller for the goods; of who packed the combo it is in for the packing.
    """
    order = session.get_one(Order, order_id)
    _withhold(_of_goods(order), order.items_total - order.discount, now)
    if order.packing_fee and order.combo_sale:
        _withhold(_of_packing(order, order.combo_sale.packer_id), order.packing_fee, now)


def give_back(number: str, key: str, now: datetime) -> None:
    """Give tax back in proportion to what of the order's total went to its buyer by now."""
    order = queries.find_locked_order(number)
    if order is not None:
        returned = journal_queries.returned_of(number)
        _give_back(_of_goods(order), f"tax-returned:{key}", returned, order.total, now)


def give_back_packing(order_id: int, key: str, now: datetime) -> None:
    """Give tax back in proportion to what of an order's packing fee was given back by now."""
    order = session.get_one(Order, order_id)
    if order.combo_sale is not None:
        returned = journal_queries.packing_returned_of(order.number, order.producer_id)
        document = f"tax-packing-returned:{key}:{order.number}"
        income = _of_packing(order, order.combo_sale.packer_id)
        _give_back(income, document, returned, order.packing_fee, now)


@dataclass(frozen=True)
class _Income:
    """Whose income of an order is taxed, and for what; `document` names what was withheld."""

    document: str
    order: Order
    producer_id: int
    activity: Activity


def _of_goods(order: Order) -> _Income:
    activity = Activity.SERVICES if order.kind == OrderKind.VISIT else Activity.GOODS
    return _Income(rules.document_of_goods(order.number), order, order.producer_id, activity)


def _of_packing(order: Order, packer_id: int) -> _Income:
    document = rules.document_of_packing(order.number)
    return _Income(document, order, packer_id, Activity.SERVICES)


def _withhold(income: _Income, base: int, now: datetime) -> None:
    if queries.find_line(income.document):
        return
    rate = rules.pick(
        map(queries.to_rate, queries.list_rates()),
        queries.get_seller(income.producer_id).legal_form,
        local_date(now),
        through_platform=journal_queries.went_through_platform(income.order.number),
        activity=income.activity,
    )
    if rate:
        tax = rules.withhold(base, rate.vat_bp, rate.pit_bp)
        _enter(EntryKind.TAX, income.document, income, queries.get_rate(rate.id), tax, now)


def _give_back(income: _Income, document: str, returned: int, total: int, now: datetime) -> None:
    whole = queries.find_line(income.document)
    if whole is None or queries.find_line(document):
        return
    income = replace(income, activity=Activity(whole.activity))  # as it was withheld
    before = queries.given_back(income.order.id, income.activity)
    due = rules.give_back(Tax(whole.base, whole.vat, whole.pit), before, returned, total)
    if due.base:
        back = Tax(-due.base, -due.vat, -due.pit)
        rate = queries.get_rate(whole.rate_id)
        _enter(EntryKind.TAX_RETURNED, document, income, rate, back, now)


def _enter(
    kind: EntryKind,
    document: str,
    income: _Income,
    rate: WithholdingRate,
    tax: Tax,
    now: datetime,
) -> None:
    seller = queries.get_seller(income.producer_id)
    session.add(
        TaxLine(
            document=document,
            order_id=income.order.id,
            producer_id=seller.id,
            rate_id=rate.id,
            activity=income.activity.value,
            taxed_on=local_date(now),
            seller_name=seller.name,
            tax_code=seller.tax_code,
            legal_form=seller.legal_form,
            base=tax.base,
            vat_bp=rate.vat_bp,
            pit_bp=rate.pit_bp,
            vat=tax.vat,
            pit=tax.pit,
        )
    )
    lines = without_zeros(
        Line(Account.SELLERS, tax.vat + tax.pit, producer_id=seller.id),
        Line(Account.WITHHELD_VAT, -tax.vat),
        Line(Account.WITHHELD_PIT, -tax.pit),
    )
    if lines:
        journal.post(kind, document, income.order.number, lines, now)


def _read(row: dict[str, str]) -> NewRate:
    return NewRate(
        legal_form=row["legal_form"],
        activity=row["activity"],
        held=row["held"],
        vat_bp=int(row["vat_bp"]),
        pit_bp=int(row["pit_bp"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        document=row["document"],
    )
