"""Reads of privacy: everything kept about the holder of a number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.clock import local_date, local_iso
from catalog.kernel.db import session
from catalog.kernel.sealing import digest
from storefront.accounts.models import Account, SignIn
from storefront.claims.models import Claim
from storefront.cod.models import CodLift
from storefront.complaints.models import Complaint
from storefront.invoices import queries as invoices
from storefront.messages.models import Message
from storefront.onboarding.models import ProducerClaim
from storefront.orders.models import Order, OrderGroup, OrderLine, Recipient
from storefront.orders.rules import OPEN
from storefront.pricing.models import Voucher
from storefront.privacy import asked, rules
from storefront.privacy.errors import NoSuchRequest
from storefront.privacy.models import Consent, ErasureRequest, RetentionRule
from storefront.privacy.rules import Kept, RequestState, Retention
from storefront.questions.models import Question
from storefront.reviews.models import Review
from traceability.scans.models import ProblemReport

PENDING = (RequestState.OPEN.value, RequestState.APPROVED.value)


@dataclass(frozen=True)
class Dossier:
    """All that is kept about one number, as plain values that become JSON."""

    phone: str
    account: dict[str, Any] | None
    orders: list[dict[str, Any]] = field(default_factory=list)
    parcels: list[dict[str, Any]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    consents: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    vouchers: list[str] = field(default_factory=list)
    invoices: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    complaints: list[dict[str, Any]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    producer_claims: list[dict[str, Any]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    cod_lifts: list[dict[str, Any]] = field(default_factory=list)


def dossier_of(secret: str, phone: str, now: datetime) -> Dossier:
    """What is kept about the holder of a number, and until when."""
    bought = [group for group in groups_of(phone) if group.phone == phone]
    vouchers = session.scalars(select(Voucher.code).where(Voucher.phone == phone))
    order_ids = [order.id for group in bought for order in group.orders]
    return Dossier(
        phone=phone,
        account=_account(phone),
        orders=[_order(group, local_date(now)) for group in bought],
        parcels=[
            asked.parcel(one, kept_until(one.group, local_date(now))) for one in parcels_for(phone)
        ],
        claims=_claims(order_ids),
        vouchers=list(vouchers),
        invoices=_invoices(order_ids),
        messages=_messages(phone),
        consents=[_consent(one) for one in consents_of(secret, phone)],
        reviews=[asked.review(one) for one in reviews_of(order_ids)],
        questions=[asked.question(one) for one in questions_of(phone)],
        complaints=[
            asked.complaint(one, _complaint_kept_until(one, local_date(now)))
            for one in complaints_of(phone)
        ],
        reports=[asked.report(one) for one in reports_of(phone)],
        producer_claims=[asked.producer_claim(one) for one in _producer_claims(phone)],
        cod_lifts=[asked.cod_lift(one) for one in _cod_lifts(phone)],
        requests=[asked.request(one) for one in requests_of(phone)],
    )


def groups_of(phone: str) -> Sequence[OrderGroup]:
    """The purchases of a number, and those with a parcel for it; newest first."""
    sent = select(Recipient.group_id).where(Recipient.phone == phone)
    return session.scalars(
        select(OrderGroup)
        .where(or_(OrderGroup.phone == phone, OrderGroup.id.in_(sent)))
        .options(
            selectinload(OrderGroup.orders).selectinload(Order.lines),
            selectinload(OrderGroup.recipients),
        )
        .order_by(OrderGroup.id.desc())
    ).all()


def parcels_for(phone: str) -> Sequence[Order]:
    """What others sent to a number. Of a purchase this is all that concerns its holder: who
    bought it, where that person lives, what it cost and who else got one does not.
    """
    return session.scalars(
        select(Order)
        .join(Order.recipient)
        .join(Order.group)
        .where(Recipient.phone == phone, OrderGroup.phone != phone)
        .options(joinedload(Order.recipient), selectinload(Order.lines))
        .order_by(Order.id.desc())
    ).all()


def old_groups(row: Retention | None, now: datetime, at_most: int) -> list[OrderGroup]:
    """Purchases past their time that still name a buyer; none where no time is set."""
    if row is None:
        return []
    old = select(OrderGroup).where(
        OrderGroup.placed_at < now - row.time, OrderGroup.buyer_name != rules.NOBODY
    )
    groups = session.scalars(old.order_by(OrderGroup.id).limit(at_most)).all()
    return [group for group in groups if kept_until(group, local_date(now))]


def reviews_of(order_ids: Sequence[int]) -> Sequence[Review]:
    query = select(Review).join(Review.line).where(OrderLine.order_id.in_(order_ids))
    return session.scalars(query.order_by(Review.id)).all()


def questions_of(phone: str) -> Sequence[Question]:
    return session.scalars(
        select(Question).where(Question.phone == phone).order_by(Question.id)
    ).all()


def complaints_of(phone: str) -> Sequence[Complaint]:
    query = select(Complaint).where(Complaint.phone == phone).options(selectinload(Complaint.steps))
    return session.scalars(query.order_by(Complaint.id)).all()


def complaints_with_names() -> Sequence[Complaint]:
    """Those that were resolved, the oldest first, as many as are looked at in one night."""
    query = select(Complaint).where(
        Complaint.resolved_at.is_not(None), Complaint.name != rules.NOBODY
    )
    return session.scalars(query.order_by(Complaint.resolved_at, Complaint.id).limit(200)).all()


def reports_of(phone: str) -> list[ProblemReport]:
    """Reports of goods in whose contact, as it was typed, this number stands."""
    query = select(ProblemReport).where(ProblemReport.contact.is_not(None))
    ours = phone.removeprefix("+84")
    found = session.scalars(query.order_by(ProblemReport.id))
    return [one for one in found if ours in re.sub(r"\D", "", one.contact or "")]


def requests_of(phone: str) -> Sequence[ErasureRequest]:
    query = select(ErasureRequest).where(ErasureRequest.phone == phone)
    return session.scalars(query.order_by(ErasureRequest.id)).all()


def _producer_claims(phone: str) -> Sequence[ProducerClaim]:
    query = select(ProducerClaim).join(ProducerClaim.account).where(Account.phone == phone)
    return session.scalars(query.order_by(ProducerClaim.id)).all()


def _cod_lifts(phone: str) -> Sequence[CodLift]:
    return session.scalars(select(CodLift).where(CodLift.phone == phone).order_by(CodLift.id)).all()


def find_account(phone: str) -> Account | None:
    return session.scalar(select(Account).where(Account.phone == phone))


def consents_of(secret: str, phone: str) -> Sequence[Consent]:
    """What the holder of a number agreed to, newest first."""
    query = select(Consent).where(Consent.phone_digest == digest(secret, "phone", phone))
    return session.scalars(query.order_by(Consent.id.desc())).all()


def retention(what: Kept, on: date) -> Retention | None:
    """How long something is kept."""
    return rules.retention_of(map(_to_rule, list_retention()), what, on)


def list_retention() -> Sequence[RetentionRule]:
    """Every row there ever was, the newest first."""
    order = (RetentionRule.what, RetentionRule.valid_from.desc(), RetentionRule.id.desc())
    return session.scalars(select(RetentionRule).order_by(*order)).all()


def list_in_force(on: date) -> list[Retention]:
    """The rows that count today, for the public page."""
    return [row for what in Kept if (row := retention(what, on))]


def list_requests() -> Sequence[ErasureRequest]:
    """Requests to delete: what waits first, the oldest first; then the newest that ended."""
    pending = session.scalars(
        select(ErasureRequest)
        .where(ErasureRequest.state.in_(PENDING))
        .order_by(ErasureRequest.done_by)
    ).all()
    ended = session.scalars(
        select(ErasureRequest)
        .where(ErasureRequest.state.not_in(PENDING))
        .order_by(ErasureRequest.id.desc())
        .limit(50)
    ).all()
    return [*pending, *ended]


def find_pending(phone: str) -> ErasureRequest | None:
    query = select(ErasureRequest).where(ErasureRequest.phone == phone)
    return session.scalar(query.where(ErasureRequest.state.in_(PENDING)))


def get_request(request_id: int, state: RequestState) -> ErasureRequest:
    """A request in this state, held until the commit; or NoSuchRequest."""
    found = session.scalar(
        select(ErasureRequest)
        .where(ErasureRequest.id == request_id, ErasureRequest.state == state.value)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NoSuchRequest
    return found


def kept_until(group: OrderGroup, on: date) -> datetime | None:
    """Until when the law keeps name and address of a purchase; None while it is under way."""
    if any(order.status in OPEN for order in group.orders):
        return None
    return rules.kept_until(retention(Kept.ORDERS, on), group.placed_at)


def _complaint_kept_until(one: Complaint, on: date) -> datetime | None:
    row = retention(Kept.COMPLAINTS, on)
    return rules.kept_until(row, one.resolved_at) if one.resolved_at else None


def _to_rule(row: RetentionRule) -> Retention:
    return Retention(row.what, row.days, row.valid_from, row.source)


def _account(phone: str) -> dict[str, Any] | None:
    account = find_account(phone)
    if account is None:
        return None
    sign_ins = session.scalars(
        select(SignIn).where(SignIn.account_id == account.id).order_by(SignIn.id.desc()).limit(50)
    )
    return {
        "name": account.name,
        "phone": account.phone,
        "email": account.email,
        "created_at": local_iso(account.created_at),
        "sign_ins": [{"device": one.device, "seen_at": local_iso(one.seen_at)} for one in sign_ins],
    }


def _order(group: OrderGroup, on: date) -> dict[str, Any]:
    until = kept_until(group, on)
    return {
        "number": group.number,
        "placed_at": local_iso(group.placed_at),
        "name": group.buyer_name,
        "address": f"{group.street}, {group.commune_name}, {group.province_name}",
        "note": group.note,
        "payment": group.payment_method,
        "kept_until": local_date(until).isoformat() if until else None,
        "recipients": [
            {"name": one.name, "phone": one.phone, "address": one.street}
            for one in group.recipients
        ],
        "orders": [
            {
                "number": order.number,
                "seller": order.seller_name,
                "status": order.status,
                "total": order.total,
                "lines": [
                    f"{line.quantity} × {line.product_name}, {line.variant_name}"
                    for line in order.lines
                ],
            }
            for order in group.orders
        ],
    }


def _claims(order_ids: list[int]) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Claim).where(Claim.order_id.in_(order_ids)).order_by(Claim.id.desc())
    )
    return [
        {
            "number": one.number,
            "text": one.text,
            "has_picture": one.picture is not None,
            "pay_to": one.pay_to,
            "status": one.status,
            "asked_at": local_iso(one.asked_at),
        }
        for one in rows
    ]


def _invoices(order_ids: list[int]) -> list[dict[str, Any]]:
    return [
        {
            "order": one.order.number,
            "company": one.company_name,
            "tax_code": one.tax_code,
            "address": one.address,
            "email": one.email,
            "state": one.state,
            "serial": one.serial,
            "number": one.number,
            "asked_at": local_iso(one.asked_at),
        }
        for one in invoices.list_of_orders(order_ids)
    ]


def _messages(phone: str) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Message).where(Message.phone == phone).order_by(Message.id.desc()).limit(200)
    )
    return [
        {
            "kind": one.kind,
            "channel": one.channel,
            "state": one.state,
            "at": local_iso(one.created_at),
        }
        for one in rows
    ]


def _consent(one: Consent) -> dict[str, Any]:
    return {
        "purpose": one.purpose,
        "version": one.version,
        "reference": one.reference,
        "given_at": local_iso(one.given_at),
        "withdrawn_at": local_iso(one.withdrawn_at) if one.withdrawn_at else None,
    }
