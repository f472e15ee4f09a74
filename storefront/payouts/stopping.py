"""A changed account waits; its owners are told by text, with a link that takes it back."""

from datetime import datetime

from sqlalchemy import select

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import VIETNAM
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.sealing import is_link_token, link_token
from catalog.producers.queries import get_producer_by_id
from storefront.accounts.models import Account, Membership
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.payouts import queries, rules
from storefront.payouts.errors import TooLateToStop
from storefront.payouts.models import SellerAccount

BY_LINK = Actor(name="Người giữ số điện thoại của cơ sở")
"""Who stops a change: whoever reads the text; no sign-in is asked of a person in a hurry."""


def tell_owners(secret: str, account: SellerAccount, now: datetime) -> None:
    """Queue a text to every owner about a change; a first account changes nothing."""
    if account.usable_from <= now:
        return
    producer = get_producer_by_id(account.producer_id)
    token = link_token(secret, rules.LINK, str(account.id))
    values = {
        "seller": producer.name[: rules.LONGEST_IN_A_TEXT],
        "bank": account.bank_name[: rules.LONGEST_IN_A_TEXT],
        "ending": account.account[-4:],
        "until": f"{account.usable_from.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
        "path": f"/dung-doi-tai-khoan/{account.id}/{token}",
    }
    for phone in _phones_of_owners(account.producer_id):
        key = f"payout account/{account.id}/{phone}"
        messages.queue(Kind.ACCOUNT_CHANGED, key, Recipient(phone), values, now)


def get_change(secret: str, account_id: int, token: str) -> SellerAccount:
    """The change a link is about, or NotFound."""
    account = session.get(SellerAccount, account_id)
    if account is None or not is_link_token(secret, rules.LINK, str(account_id), token):
        raise NotFound
    return account


def stop(secret: str, account_id: int, token: str, now: datetime) -> SellerAccount:
    """Pay into the account of before again. Raises TooLateToStop."""
    account = get_change(secret, account_id, token)
    get_producer_by_id(account.producer_id, lock=True)  # of two taps one stops
    before = _account_before(account)
    newest = queries.newest_accounts({account.producer_id})[account.producer_id]
    if before is None or newest.id != account.id or now >= account.usable_from:
        raise TooLateToStop
    again = SellerAccount(
        producer_id=before.producer_id,
        bank_bin=before.bank_bin,
        bank_name=before.bank_name,
        account=before.account,
        holder=before.holder,
        entered_by=BY_LINK.name,
        entered_at=now,
        usable_from=now,
        verified_by=before.verified_by,
        verified_at=before.verified_at,
    )
    session.add(again)
    session.flush()  # for the id the audit entry names
    sentence = f"Dừng đổi tài khoản sang {account.bank_name} …{account.account[-4:]}."
    audit.record(BY_LINK, "payouts.stop_change", again, sentence, stopped=account.id)
    return again


def _account_before(account: SellerAccount) -> SellerAccount | None:
    query = select(SellerAccount).where(
        SellerAccount.producer_id == account.producer_id, SellerAccount.id < account.id
    )
    return session.scalar(query.order_by(SellerAccount.id.desc()).limit(1))


def _phones_of_owners(producer_id: int) -> list[str]:
    query = (
        select(Account.phone)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.producer_id == producer_id,
            Membership.role == "owner",
            Account.phone.is_not(None),
        )
        .order_by(Account.id)
    )
    return [phone for phone in session.scalars(query) if phone]
