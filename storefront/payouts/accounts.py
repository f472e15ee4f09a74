"""Writes of sellers' bank accounts: given by the owner, verified by an operator."""

from datetime import datetime

from sqlalchemy import update

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import NotFound
from storefront.deadlines import queries as deadlines
from storefront.deadlines.rules import What
from storefront.payments.vietqr.banks import find_bank
from storefront.payouts import queries, rules
from storefront.payouts.errors import (
    AlreadyVerified,
    NoHolder,
    NotAnAccount,
    NoWaitingTime,
    UnknownBank,
)
from storefront.payouts.models import SellerAccount
from storefront.phone_changes.queries import waits_until


def give_account(
    actor: Actor, producer_id: int, bank_bin: str, typed: str, holder: str, now: datetime
) -> SellerAccount:
    """Where this seller is paid from now on: once an operator verified it, and a change waited.

    Raises UnknownBank, NotAnAccount, NoHolder, NoWaitingTime; NotFound for another's producer.
    """
    if not actor.works_for(producer_id):
        raise NotFound
    bank = find_bank(bank_bin)
    if bank is None:
        raise UnknownBank
    number, name = rules.read_account(typed), rules.bank_words(holder)
    if number is None:
        raise NotAnAccount
    if not name:
        raise NoHolder
    is_first = not queries.newest_accounts({producer_id})
    account = SellerAccount(
        producer_id=producer_id,
        bank_bin=bank.bin,
        bank_name=bank.short_name,
        account=number,
        holder=name,
        entered_by=actor.name,
        entered_at=now,
        usable_from=now if is_first else _end_of_wait(producer_id, now),
    )
    session.add(account)
    session.flush()  # for the id the audit entry names
    sentence = f"Ghi tài khoản nhận tiền {bank.short_name} …{number[-4:]}."
    audit.record(actor, "payouts.account", account, sentence, producer_id=producer_id)
    return account


def _end_of_wait(producer_id: int, now: datetime) -> datetime:
    span = deadlines.find(What.ACCOUNT_CHANGE, local_date(now))
    if span is None:
        raise NoWaitingTime
    return rules.usable_from(now, waits_until(producer_id), span.time)


def verify(actor: Actor, account_id: int, now: datetime) -> SellerAccount:
    """An operator held the account against a paper or a call. Raises AlreadyVerified."""
    account = session.get(SellerAccount, account_id)
    if account is None:
        raise NotFound
    newest = queries.newest_accounts({account.producer_id})[account.producer_id]
    verified = session.execute(
        update(SellerAccount)
        .where(SellerAccount.id == account_id, SellerAccount.verified_at.is_(None))
        .values(verified_by=actor.name, verified_at=now)
        .execution_options(synchronize_session="fetch")
    )
    if newest.id != account_id or rows_changed(verified) != 1:
        raise AlreadyVerified
    sentence = f"Xác minh tài khoản {account.bank_name} …{account.account[-4:]}."
    audit.record(actor, "payouts.verify", account, sentence)
    return account
