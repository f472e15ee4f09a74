"""Writes of the journal, in the transaction of what happened. The same document twice is once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.journal import queries, rules
from storefront.journal.errors import BadEntry, MoreThanThere, ReferenceTaken
from storefront.journal.models import JournalEntry, JournalLine
from storefront.journal.rules import Account, EntryKind, Line
from storefront.orders.models import Order


def post(
    kind: EntryKind,
    document: str,
    subject: str,
    lines: Sequence[Line],
    now: datetime,
    *,
    reverses_id: int | None = None,
) -> bool:
    """Enter what `document` did; False when it is entered already.

    Raises BadEntry for lines that do not balance or lack whom they concern, and for a
    document that was entered with other lines.
    """
    fault = rules.find_fault(lines)
    if fault:
        raise BadEntry(f"{document}: {fault}")
    if _is_entered(document, lines):
        return False
    entry = JournalEntry(
        document=document,
        kind=kind.value,
        subject=subject,
        reverses_id=reverses_id,
        booked_on=local_date(now),
        at=now,
        lines=[_row(line) for line in lines],
    )
    try:
        with session.begin_nested():  # of two at once the unique document lets one through
            session.add(entry)
    except IntegrityError:
        if not _is_entered(document, lines):
            raise
        return False
    return True


def take_back(original: str, kind: EntryKind, document: str, now: datetime) -> bool:
    """Enter the opposite of an entry; False when there is none or it is taken back already."""
    entry = queries.find_entry(original)
    if entry is None:
        return False
    lines = rules.turned(queries.lines_of(entry))
    return post(kind, document, entry.subject, lines, now, reverses_id=entry.id)


def refuse_other(document: str, lines: Sequence[Line]) -> None:
    """Raise ReferenceTaken where a person has entered this document with other amounts."""
    entry = queries.find_entry(document)
    if entry and queries.lines_of(entry) != list(lines):
        raise ReferenceTaken


def book_placed(order_id: int, now: datetime) -> None:
    """A buyer owes what was ordered, and the order is owed to the buyer."""
    order = session.get_one(Order, order_id)
    lines = [Line(Account.BUYERS, order.total), Line(Account.ORDERS, -order.total)]
    if order.total:
        post(EntryKind.PLACED, f"placed:{order.number}", order.number, lines, now)


def book_called_off(order_id: int, now: datetime) -> None:
    """A cancelled or refused order owes nothing either way; money that came waits to go back."""
    number = session.get_one(Order, order_id).number
    take_back(f"placed:{number}", EntryKind.CALLED_OFF, f"called-off:{number}", now)
    take_back(f"revived:{number}", EntryKind.CALLED_OFF, f"called-off-again:{number}", now)
    for document in queries.list_documents(number, EntryKind.AMENDED):
        take_back(document, EntryKind.CALLED_OFF, f"called-off:{document}", now)


def book_amended(order_id: int, document: str, difference: int, now: datetime) -> None:
    """An open order costs so much more, or below zero less, than it did."""
    number = session.get_one(Order, order_id).number
    lines = [Line(Account.BUYERS, difference), Line(Account.ORDERS, -difference)]
    if difference:
        post(EntryKind.AMENDED, f"amended:{document}", number, lines, now)


def book_revived(order_id: int, now: datetime) -> None:
    """An order the clock had called off stands again, because its money came; once at most."""
    order = session.get_one(Order, order_id)
    lines = [Line(Account.BUYERS, order.total), Line(Account.ORDERS, -order.total)]
    if order.total:
        post(EntryKind.PLACED, f"revived:{order.number}", order.number, lines, now)


def book_delivered(order_id: int, now: datetime) -> None:
    """What was owed to the buyer is done; its price and delivery are owed to the seller.

    What the platform pays of a discount is owed to the seller from the same moment on.
    """
    order = session.get_one(Order, order_id)
    lines = [
        Line(Account.ORDERS, order.total),
        Line(Account.SELLERS, -order.total, producer_id=order.producer_id),
    ]
    if order.total:
        post(EntryKind.EARNED, earned(order.number), order.number, lines, now)
    if order.platform_discount:
        paid = rules.subsidy(order.platform_discount, order.producer_id)
        post(EntryKind.SUBSIDY, f"subsidy:{order.number}", order.number, paid, now)
    if order.packing_fee and order.combo_sale:
        owed = rules.packing(order.packing_fee, order.producer_id, order.combo_sale.packer_id)
        post(EntryKind.PACKING, f"packing:{order.number}", order.number, owed, now)


def book_packing_returned(order_id: int, due: int, key: str, now: datetime) -> None:
    """Of an order's packing fee so much in all is its seller's again; what is new is entered."""
    order = session.get_one(Order, order_id)
    back = due - queries.packing_returned_of(order.number, order.producer_id)
    if back > 0 and order.combo_sale and queries.find_entry(f"packing:{order.number}"):
        lines = rules.packing(back, order.producer_id, order.combo_sale.packer_id)
        document = f"packing-returned:{key}:{order.number}"
        post(EntryKind.PACKING_RETURNED, document, order.number, rules.turned(lines), now)


def book_received(number: str, amount: int, holder: str, key: str, now: datetime) -> None:
    """The buyer's money for an order is with `holder`: the seller who sent it, or a partner.

    Without such an order nothing is entered: `ocop books verify` names the share.
    """
    seller = queries.find_sender_of(number)
    if seller is None or not amount:  # of an order that a voucher paid for nothing comes
        return
    lines = [rules.held_by(holder, amount, seller), Line(Account.BUYERS, -amount)]
    post(EntryKind.RECEIVED, f"received:{key}", number, lines, now)


def book_refunded(
    number: str,
    amount: int,
    holder: str,
    key: str,
    now: datetime,
    *,
    was_cut: bool = False,
    by_bank: int = 0,
) -> None:
    """`holder` gave money for an order back to its buyer; of what was delivered, the seller's.

    What `was_cut` from the order before its delivery the seller has never earned. What of it a
    card holder's bank had paid `by_bank` was booked as lost: it was owed, so it is no loss.
    """
    seller = queries.find_seller_of(number)
    if seller is None:
        return
    if not was_cut:
        book_promised_back(number, amount, key, now)
    lines = rules.without_zeros(
        Line(Account.BUYERS, amount),
        Line(Account.LOSSES, -by_bank),
        rules.held_by(holder, by_bank - amount, seller),
    )
    post(EntryKind.REFUNDED, f"refunded:{key}", number, lines, now)


def book_promised_back(number: str, amount: int, key: str, now: datetime) -> None:
    """Of a delivered order money will go back: from now on it is the buyer's, not the seller's.

    Entered when it is agreed, so that no payout takes it to the seller meanwhile; once by key.
    """
    seller = queries.find_seller_of(number)
    if seller is None or not queries.find_entry(earned(number)):
        return
    lines = [Line(Account.SELLERS, amount, producer_id=seller), Line(Account.BUYERS, -amount)]
    if post(EntryKind.RETURNED, f"returned:{key}", number, lines, now):
        _take_subsidy_back(number, key, now)


def _take_subsidy_back(number: str, key: str, now: datetime) -> None:
    """The platform's part of a discount comes back in proportion to what the buyer got back.

    Worked out on the sum of all returns, so that a full one in any number of parts takes all.
    """
    order = queries.find_order(number)
    if order is None or not order.platform_discount:
        return
    due = rules.subsidy_due_back(
        order.platform_discount, queries.returned_of(number), order.total
    ) - queries.returned_of(number, EntryKind.SUBSIDY_RETURNED)
    if due:
        lines = rules.turned(rules.subsidy(due, order.producer_id))
        post(EntryKind.SUBSIDY_RETURNED, f"subsidy-returned:{key}", number, lines, now)


def book_lost(partner: str, amount: int, subject: str, key: str, now: datetime) -> None:
    """A card holder's bank took money back from a partner; the platform bears it.

    Below zero: it was none of what the books hold.
    """
    lines = [Line(Account.LOSSES, amount), Line(Account.CLEARING, -amount, partner=partner)]
    post(EntryKind.LOST, f"lost:{key}", subject, lines, now)


def book_settled(
    actor: Actor, partner: str, amount: int, bank_reference: str, now: datetime
) -> bool:
    """A partner's money is in the bank; False when this transaction is entered already.

    Raises MoreThanThere when the partner has less than that, ReferenceTaken for a transaction
    that was entered with another amount.
    """
    document = f"settled:{partner}:{bank_reference}"
    if queries.find_entry(document) is None and amount > queries.balances_of_partners().get(
        partner, 0
    ):
        raise MoreThanThere
    lines = [Line(Account.BANK, amount), Line(Account.CLEARING, -amount, partner=partner)]
    refuse_other(document, lines)
    entered = post(EntryKind.SETTLED, document, bank_reference, lines, now)
    if entered:
        sentence = f"Ghi {format_dong(amount)} từ {partner} đã về ngân hàng, mã {bank_reference}."
        audit.record(actor, "journal.settle", f"partner:{partner}", sentence)
    return entered


def earned(number: str) -> str:
    """The document by which an order's money became its seller's."""
    return f"earned:{number}"


def _is_entered(document: str, lines: Sequence[Line]) -> bool:
    entry = queries.find_entry(document)
    if entry is None:
        return False
    if queries.lines_of(entry) != list(lines):
        raise BadEntry(f"{document}: it is entered already, with other lines")
    return True


def _row(line: Line) -> JournalLine:
    return JournalLine(
        account=line.account.value,
        amount=line.amount,
        producer_id=line.producer_id,
        partner=line.partner,
    )
