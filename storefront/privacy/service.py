"""Writes of privacy: consents, retention, requests to delete and their carrying out."""

import csv
import secrets
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import delete, select, update

from catalog.kernel import audit, outbox
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import rows_changed, session
from catalog.kernel.sealing import digest
from storefront.accounts import passwords
from storefront.accounts.models import Account, SignIn
from storefront.cod.models import CodLift
from storefront.deadlines import queries as deadlines
from storefront.deadlines import rules as times
from storefront.deadlines.rules import What
from storefront.invoices import service as invoices
from storefront.legal import queries as legal
from storefront.legal.rules import Page
from storefront.messages import service as messages
from storefront.messages.models import Message
from storefront.messages.rules import masked
from storefront.orders.models import OrderGroup
from storefront.passkeys.models import Passkey
from storefront.phone_changes import service as phone_changes
from storefront.privacy import forgetting, queries, rules
from storefront.privacy.errors import AlreadyAsked, StillWorksHere
from storefront.privacy.models import Consent, ErasureRequest, RetentionRule
from storefront.privacy.rules import Kept, Purpose, RequestState, Retention

TOPIC = "privacy.erase"
PACKAGED = Path(__file__).parent / "data" / "retention.csv"


def give_consent(
    secret: str, phone: str, purpose: Purpose, reference: str, language: str, now: datetime
) -> None:
    """Write down what somebody agreed to, by the text of the day; the same once more is nothing."""
    owner = digest(secret, "phone", phone)
    known = select(Consent.id).where(
        Consent.phone_digest == owner,
        Consent.purpose == purpose.value,
        Consent.reference == reference,
    )
    if session.scalar(known) is None:
        session.add(
            Consent(
                phone_digest=owner,
                purpose=purpose.value,
                version=_version_of_text(language, local_date(now)),
                reference=reference,
                given_at=now,
            )
        )


def withdraw_consent(secret: str, phone: str, purpose: Purpose, now: datetime) -> None:
    """What was agreed to for a purpose holds no more from now on."""
    session.execute(
        update(Consent)
        .where(
            Consent.phone_digest == digest(secret, "phone", phone),
            Consent.purpose == purpose.value,
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
        .execution_options(synchronize_session=False)
    )
    audit.record(
        Actor(), "privacy.withdraw", f"Phone:{masked(phone)}", f"Rút đồng ý {purpose.value}."
    )


def _version_of_text(language: str, on: date) -> str:
    found = legal.find_in_force(Page.PRIVACY, language, on)
    if found.number is None:
        return f"sample/{found.language}"
    return f"{found.number}/{found.language}/{found.valid_from}"


def ask_to_erase(phone: str, now: datetime) -> ErasureRequest:
    """The holder of a number wants to be forgotten. Raises AlreadyAsked, StillWorksHere."""
    if queries.find_pending(phone):
        raise AlreadyAsked
    _refuse_who_works_here(queries.find_account(phone))
    today = local_date(now)
    row = ErasureRequest(
        phone=phone,
        state=RequestState.OPEN.value,
        opened_at=now,
        answer_by=times.ends(deadlines.find(What.DATA_ANSWER, today), now),
        done_by=times.ends(deadlines.find(What.DATA_ERASE, today), now),
        result={},
    )
    session.add(row)
    session.flush()  # for the id the audit entry names
    audit.record(Actor(), "privacy.ask", row, f"Số {masked(phone)} yêu cầu xóa dữ liệu.")
    return row


def _refuse_who_works_here(account: Account | None) -> None:
    if account and (account.roles or account.memberships):
        raise StillWorksHere


def approve(actor: Actor, request_id: int, now: datetime) -> None:
    """Let the worker carry a request out."""
    row = queries.get_request(request_id, RequestState.OPEN)
    row.state, row.decided_at, row.decided_by = RequestState.APPROVED.value, now, actor.name
    outbox.enqueue(TOPIC, str(row.id), {"request": row.id}, now)
    audit.record(actor, "privacy.approve", row, f"Duyệt yêu cầu xóa dữ liệu số {row.id}.")


def refuse(actor: Actor, request_id: int, note: str, now: datetime) -> None:
    """Say why a request is not carried out."""
    row = queries.get_request(request_id, RequestState.OPEN)
    row.state, row.decided_at, row.decided_by = RequestState.REFUSED.value, now, actor.name
    row.note = note
    audit.record(actor, "privacy.refuse", row, f"Từ chối yêu cầu xóa dữ liệu số {row.id}: {note}")


def carry_out(request_id: int, now: datetime) -> set[str]:
    """Delete what may be deleted; what the law keeps goes by itself when its time is over.

    Gives the photos that were let go of, for photos.forget.
    """
    row = queries.get_request(request_id, RequestState.APPROVED)
    phone, today = row.phone or "", local_date(now)
    groups = queries.groups_of(phone)
    account = queries.find_account(phone)
    bought = [group for group in groups if group.phone == phone]
    reviews, let_go = forgetting.withdraw_reviews(bought, now)
    ended = [group for group in groups if _is_over(group, now)]
    for group in ended:
        let_go |= forgetting.make_nameless(group)
    complaints = forgetting.forget_complaints(
        queries.complaints_of(phone), queries.retention(Kept.COMPLAINTS, today), now
    )
    session.execute(delete(CodLift).where(CodLift.phone == phone))
    forgetting.forget_promotions(phone)
    row.result = {
        "account": _forget_account(account, now),
        "orders_nameless": len(ended),
        "orders_kept_by_law": len(groups) - len(ended),
        "messages": rows_changed(session.execute(delete(Message).where(Message.phone == phone))),
        "reviews": reviews,
        "questions": forgetting.delete_questions(phone),
        "complaints_nameless": complaints[0],
        "complaints_kept": complaints[1],
        "reports": forgetting.forget_contacts(phone),
    }
    row.state, row.done_at, row.phone = RequestState.DONE.value, now, None
    audit.record(SYSTEM, "privacy.erase", row, f"Đã xóa dữ liệu theo yêu cầu số {row.id}.")
    return let_go


def _is_over(group: OrderGroup, now: datetime) -> bool:
    until = queries.kept_until(group, local_date(now))
    return until is not None and until <= now


def _forget_account(account: Account | None, now: datetime) -> int:
    """The account stays as a number without a person, so that what it did keeps its place."""
    if account is None or account.roles or account.memberships:
        return 0
    account.name, account.phone = rules.NOBODY, None
    account.email = f"da-xoa-{account.id}@xoa.invalid"
    account.password_hash = passwords.make_hash(secrets.token_urlsafe(32))
    account.is_active = False
    account.session_epoch += 1
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))
    session.execute(delete(Passkey).where(Passkey.account_id == account.id))
    forgetting.withdraw_producer_claims(account, now)
    phone_changes.forget(account.id)
    return 1


def forget_old(now: datetime, at_most: int = 200) -> tuple[int, set[str]]:
    """Take the people out of what is past its time; of how many, and photos for photos.forget."""
    today = local_date(now)
    _forget_consents(queries.retention(Kept.CONSENTS, today), now)
    if kept := queries.retention(Kept.INVOICES, today):
        invoices.forget_issued_before(now - kept.time)
    count, _kept = forgetting.forget_complaints(
        queries.complaints_with_names(), queries.retention(Kept.COMPLAINTS, today), now
    )
    let_go: set[str] = set()
    for group in queries.old_groups(queries.retention(Kept.ORDERS, today), now, at_most):
        let_go |= forgetting.make_nameless(group)
        count += 1
    return count, let_go


def forget_messages(now: datetime) -> int:
    """Drop lines about messages past their time; none where no time is set. How many."""
    row = queries.retention(Kept.MESSAGES, local_date(now))
    return messages.forget_before(now - row.time) if row else 0


def _forget_consents(row: Retention | None, now: datetime) -> None:
    if row is None:
        return
    ended = Consent.withdrawn_at.is_not(None) | (Consent.purpose == Purpose.DELIVERY.value)
    session.execute(delete(Consent).where(ended, Consent.given_at < now - row.time))


def add_retention(
    actor: Actor, what: Kept, days: int, valid_from: date, source: str, now: datetime
) -> RetentionRule:
    """Keep something for so many days from a day on."""
    row = RetentionRule(
        what=what.value,
        days=days,
        valid_from=valid_from,
        source=source,
        entered_by=actor.name,
        recorded_at=now,
    )
    session.add(row)
    session.flush()  # for the id the audit entry names
    sentence = f"Thời hạn giữ {what.value}: {days} ngày, từ {valid_from:%d/%m/%Y}."
    audit.record(actor, "privacy.retention", row, sentence)
    return row


def import_packaged(now: datetime) -> int:
    """Take in the rows that come with the product and are not in yet; how many those were."""
    known = {(row.what, row.valid_from) for row in queries.list_retention()}
    count = 0
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        for one in csv.DictReader(file):
            day = date.fromisoformat(one["valid_from"])
            if (one["what"], day) not in known:
                add_retention(SYSTEM, Kept(one["what"]), int(one["days"]), day, one["source"], now)
                count += 1
    return count
