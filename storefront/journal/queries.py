"""Reads of the journal: trial balance, entries, what stands on an account."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import selectinload

from catalog.kernel.db import session
from catalog.producers.models import Producer
from storefront.combos.models import ComboSale
from storefront.journal.models import JournalEntry, JournalLine
from storefront.journal.rules import CHART, Account, EntryKind, Line, Side
from storefront.orders.models import Order

PER_PAGE = 50


@dataclass(frozen=True)
class Standing:
    """One account: what went in on either side, in whole đồng."""

    account: Account
    side: Side
    debit: int
    credit: int

    @property
    def balance(self) -> int:
        """On the account's own side: above zero is usual."""
        difference = self.debit - self.credit
        return difference if self.side in (Side.ASSET, Side.EXPENSE) else -difference


def trial_balance() -> list[Standing]:
    """Every account of the chart; debits and credits of all of them are the same sum."""
    debit = func.sum(case((JournalLine.amount > 0, JournalLine.amount), else_=0))
    credit = func.sum(case((JournalLine.amount < 0, -JournalLine.amount), else_=0))
    query = select(JournalLine.account, debit, credit).group_by(JournalLine.account)
    sums = {account: (int(ins), int(outs)) for account, ins, outs in session.execute(query)}
    return [Standing(one, side, *sums.get(one, (0, 0))) for one, side in CHART.items()]


def list_uneven() -> list[str]:
    """Documents whose lines do not add up to zero, or that have none; empty when all is well."""
    added = func.coalesce(func.sum(JournalLine.amount), 0)
    query = (
        select(JournalEntry.document)
        .outerjoin(JournalLine)
        .group_by(JournalEntry.id, JournalEntry.document)
        .having((added != 0) | (func.count(JournalLine.id) < 2))
        .order_by(JournalEntry.document)
    )
    return list(session.scalars(query))


def standing_of_orders() -> dict[str, dict[str, int]]:
    """What stands on each account for each order or payout: its number → account → đồng."""
    query = (
        select(JournalEntry.subject, JournalLine.account, func.sum(JournalLine.amount))
        .join(JournalLine)
        .group_by(JournalEntry.subject, JournalLine.account)
    )
    found: dict[str, dict[str, int]] = {}
    for subject, account, amount in session.execute(query):
        found.setdefault(subject, {})[account] = int(amount)
    return found


def balances_of_sellers(account: Account = Account.SELLERS) -> dict[int, int]:
    """What is owed to each seller (below zero: the seller owes), whole đồng by producer id."""
    query = (
        select(JournalLine.producer_id, -func.sum(JournalLine.amount))
        .where(JournalLine.account == account, JournalLine.producer_id.is_not(None))
        .group_by(JournalLine.producer_id)
    )
    return {producer_id or 0: int(amount) for producer_id, amount in session.execute(query)}


def balances_of_partners() -> dict[str, int]:
    """Buyers' money that is still with each partner, whole đồng by the partner's code."""
    query = (
        select(JournalLine.partner, func.sum(JournalLine.amount))
        .where(JournalLine.account == Account.CLEARING)
        .group_by(JournalLine.partner)
        .order_by(JournalLine.partner)
    )
    return {partner or "": int(amount) for partner, amount in session.execute(query)}


def list_entries(subject: str | None, page: int) -> list[JournalEntry]:
    """A page of entries with their lines, the newest first; of one order or payout, or all."""
    query = select(JournalEntry).options(selectinload(JournalEntry.lines))
    if subject:
        query = query.where(JournalEntry.subject == subject)
    query = query.order_by(JournalEntry.id.desc()).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return list(session.scalars(query))


def names_of_sellers(entries: list[JournalEntry]) -> dict[int, str]:
    """The names of the sellers these entries concern, by producer id."""
    wanted = {line.producer_id for entry in entries for line in entry.lines if line.producer_id}
    rows: list[Row[*tuple[Any, ...]]] = list(
        session.execute(select(Producer.id, Producer.name).where(Producer.id.in_(wanted)))
    )
    return {row.id: row.name for row in rows}


def is_demo(entries: list[JournalEntry]) -> bool:
    """Whether any of these entries is of an invented seller's order."""
    numbers = {entry.subject for entry in entries}
    query = select(Order.id).join(Producer).where(Order.number.in_(numbers), Producer.is_demo)
    return session.scalar(query.limit(1)) is not None


def find_entry(document: str) -> JournalEntry | None:
    return session.scalar(select(JournalEntry).where(JournalEntry.document == document))


def list_documents(subject: str, kind: EntryKind) -> list[str]:
    """The documents of one kind for an order or payout, in their order."""
    query = select(JournalEntry.document).where(
        JournalEntry.subject == subject, JournalEntry.kind == kind
    )
    return list(session.scalars(query.order_by(JournalEntry.id)))


def lines_of(entry: JournalEntry) -> list[Line]:
    """The lines of an entry as the rules know them, in their order."""
    return [
        Line(Account(one.account), one.amount, one.producer_id, one.partner) for one in entry.lines
    ]


def returned_of(number: str, kind: EntryKind = EntryKind.RETURNED) -> int:
    """How much of a delivered order went back to its buyer so far, whole đồng.

    With SUBSIDY_RETURNED: of what the platform had paid of its discount, to the platform.
    """
    query = (
        select(func.sum(JournalLine.amount))
        .join(JournalEntry)
        .where(
            JournalEntry.subject == number,
            JournalEntry.kind == kind,
            JournalLine.account == Account.SELLERS,
        )
    )
    return int(session.scalar(query) or 0)


def packing_returned_of(number: str, producer_id: int) -> int:
    """How much of an order's packing fee its seller got back from the packer so far."""
    query = (
        select(func.coalesce(-func.sum(JournalLine.amount), 0))
        .join(JournalEntry)
        .where(
            JournalEntry.subject == number,
            JournalEntry.kind == EntryKind.PACKING_RETURNED,
            JournalLine.producer_id == producer_id,
        )
    )
    return int(session.scalar(query) or 0)


def went_through_platform(number: str) -> bool:
    """Whether any of an order's money came by a partner of the platform, not to the seller."""
    query = (
        select(JournalLine.id)
        .join(JournalEntry)
        .where(
            JournalEntry.subject == number,
            JournalEntry.kind == EntryKind.RECEIVED,
            JournalLine.account == Account.CLEARING,
        )
    )
    return session.scalar(query.limit(1)) is not None


def find_order(number: str) -> Order | None:
    """The order, held to the end of the transaction: returns are worked out one by one."""
    return session.scalar(select(Order).where(Order.number == number).with_for_update())


def find_sender_of(number: str) -> int | None:
    """The producer id of who sent an order and was paid at the door: of a combo, who packed it."""
    sender = func.coalesce(ComboSale.packer_id, Order.producer_id)
    query = select(sender).select_from(Order).outerjoin(Order.combo_sale)
    return session.scalar(query.where(Order.number == number))


def find_seller_of(number: str) -> int | None:
    """The producer id of an order's seller; None when there is no such order."""
    return session.scalar(select(Order.producer_id).where(Order.number == number))
