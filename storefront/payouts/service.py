"""Writes of payouts: each open line is paid once, however often or by however many it is tried."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit, codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from catalog.kernel.money import format_dong
from storefront.journal import service as journal
from storefront.journal.rules import Account, EntryKind, Line
from storefront.payouts import queries, rules
from storefront.payouts.errors import (
    AlreadyClosed,
    NotExported,
    NothingToPay,
    NotPaid,
    TakenMeanwhile,
)
from storefront.payouts.models import Payout, PayoutBatch, PayoutLine
from storefront.payouts.queries import Owed
from storefront.payouts.rules import PayoutState


def make_batch(actor: Actor, until: date, key: str, now: datetime) -> PayoutBatch:
    """Order at the bank what every seller is owed up to and with `until`.

    The same form again gives the same batch. Sellers who owe, have no verified account or
    just changed it are left for the next time. Raises NothingToPay or TakenMeanwhile.
    """
    made = queries.find_batch_by_key(key)
    if made:
        return made
    owed = [one for one in queries.list_owed(until, now) if one.held is None]
    if not owed:
        raise NothingToPay
    batch = PayoutBatch(
        number=rules.make_number(now.year, codes.random_body(rules.RANDOM_LENGTH)),
        key=key,
        until=until,
        made_by=actor.name,
        made_at=now,
    )
    try:
        with session.begin_nested():  # of two at once the unique lines let one through
            session.add(batch)
            session.flush()
            payouts = [(_payout(batch, n, one), one) for n, one in enumerate(owed, start=1)]
            session.add_all(payout for payout, _ in payouts)
            session.flush()
            for payout, one in payouts:
                _settle_lines(payout, one.lines)
            session.flush()
    except IntegrityError as error:
        raise TakenMeanwhile from error
    for payout, _ in payouts:
        _book_made(payout, now)
    total = format_dong(sum(one.amount for one in owed))
    sentence = f"Lập đợt chi {batch.number}: {len(owed)} người bán, {total}."
    audit.record(actor, "payouts.make", batch, sentence)
    return batch


def mark_exported(actor: Actor, batch: PayoutBatch, now: datetime) -> None:
    """The bank's file was taken; it says the same every time."""
    if batch.exported_at is None:
        batch.exported_at, batch.exported_by = now, actor.name
    audit.record(actor, "payouts.export", batch, f"Tải tệp chuyển khoản đợt {batch.number}.")


def mark_paid(actor: Actor, payout: Payout, bank_reference: str, now: datetime) -> None:
    """The bank made the transfer. Raises NotExported or AlreadyClosed."""
    if payout.batch.exported_at is None:
        raise NotExported
    _close(actor, payout, PayoutState.PAID, now, bank_reference=bank_reference)
    lines = [Line(Account.BANK, -payout.amount)]
    _book(EntryKind.PAYOUT_PAID, "paid", payout, lines, now)
    sentence = f"Ngân hàng đã chi lệnh {payout.number}, {format_dong(payout.amount)}."
    audit.record(actor, "payouts.paid", payout, sentence, bank_reference=bank_reference)


def mark_all_paid(actor: Actor, batch: PayoutBatch, bank_reference: str, now: datetime) -> int:
    """The bank made every transfer of a batch that has no result yet; how many those were.

    Raises NotExported, and AlreadyClosed when there was none.
    """
    waiting = [one for one in batch.payouts if one.state == PayoutState.MADE]
    if not waiting:
        raise AlreadyClosed
    for payout in waiting:
        mark_paid(actor, payout, bank_reference, now)
    return len(waiting)


def mark_failed(actor: Actor, payout: Payout, reason: str, now: datetime) -> None:
    """The bank sent it back: the seller is owed it again, next time. Raises AlreadyClosed."""
    _close(actor, payout, PayoutState.FAILED, now, failure=reason)
    lines = [Line(Account.SELLERS, -payout.amount, producer_id=payout.producer_id)]
    _book(EntryKind.PAYOUT_FAILED, "failed", payout, lines, now)
    sentence = f"Lệnh chi {payout.number} không chi được: {reason}."
    audit.record(actor, "payouts.failed", payout, sentence)


def mark_returned(actor: Actor, payout: Payout, reason: str, now: datetime) -> None:
    """The bank had made it and gave it back: the seller is owed it again. Raises NotPaid."""
    _close(actor, payout, PayoutState.FAILED, now, after=PayoutState.PAID, failure=reason)
    lines = [
        Line(Account.BANK, payout.amount),
        Line(Account.SELLERS, -payout.amount, producer_id=payout.producer_id),
    ]
    document = f"payout-returned:{payout.number}"
    journal.post(EntryKind.PAYOUT_FAILED, document, payout.number, lines, now)
    sentence = f"Ngân hàng trả lại lệnh chi {payout.number}: {reason}."
    audit.record(actor, "payouts.returned", payout, sentence)


def pay_in(actor: Actor, producer_id: int, amount: int, bank_reference: str, now: datetime) -> bool:
    """A seller paid what it owed into the platform's account; False when that is entered.

    Raises ReferenceTaken for a transfer that was entered with another amount.
    """
    lines = [
        Line(Account.BANK, amount),
        Line(Account.SELLERS, -amount, producer_id=producer_id),
    ]
    document = f"paid-in:{producer_id}:{bank_reference}"
    journal.refuse_other(document, lines)
    entered = journal.post(EntryKind.PAID_IN, document, bank_reference, lines, now)
    if entered:
        audit.record(
            actor,
            "payouts.pay_in",
            f"Producer:{producer_id}",
            f"Người bán nộp {format_dong(amount)}, mã giao dịch {bank_reference}.",
        )
    return entered


def _payout(batch: PayoutBatch, place: int, one: Owed) -> Payout:
    assert one.account  # noqa: S101 - who has none is held
    return Payout(
        number=f"{batch.number}-{place}",
        batch=batch,
        producer_id=one.producer_id,
        bank_bin=one.account.bank_bin,
        bank_name=one.account.bank_name,
        account=one.account.account,
        holder=one.account.holder,
        amount=one.amount,
        state=PayoutState.MADE.value,
    )


def _settle_lines(payout: Payout, line_ids: Iterable[int]) -> None:
    session.add_all(PayoutLine(journal_line_id=one, payout_id=payout.id) for one in line_ids)


def _book_made(payout: Payout, now: datetime) -> None:
    document = f"payout:{payout.number}"
    lines = [
        Line(Account.SELLERS, payout.amount, producer_id=payout.producer_id),
        Line(Account.PAYOUTS, -payout.amount, producer_id=payout.producer_id),
    ]
    journal.post(EntryKind.PAYOUT_MADE, document, payout.number, lines, now)
    _settle_lines(payout, [queries.line_of(document)])


def _close(
    actor: Actor,
    payout: Payout,
    state: PayoutState,
    now: datetime,
    *,
    after: PayoutState = PayoutState.MADE,
    **values: str,
) -> None:
    closed = session.execute(
        update(Payout)
        .where(Payout.id == payout.id, Payout.state == after.value)
        .values(state=state.value, closed_by=actor.name, closed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(closed) != 1:
        raise NotPaid if after == PayoutState.PAID else AlreadyClosed
    session.refresh(payout)


def _book(kind: EntryKind, what: str, payout: Payout, lines: list[Line], now: datetime) -> None:
    way = Line(Account.PAYOUTS, payout.amount, producer_id=payout.producer_id)
    document = f"payout-{what}:{payout.number}"
    journal.post(kind, document, payout.number, [way, *lines], now)
