"""What somebody was sent, wrote, asked or complained of, as plain values of the export."""

from datetime import datetime
from typing import Any

from catalog.kernel.clock import local_date, local_iso
from storefront.cod.models import CodLift
from storefront.complaints.models import Complaint
from storefront.complaints.rules import Side
from storefront.onboarding.models import ProducerClaim
from storefront.orders.models import Order
from storefront.privacy.models import ErasureRequest
from storefront.questions.models import Question
from storefront.reviews.models import Review
from traceability.scans.models import ProblemReport


def parcel(one: Order, until: datetime | None) -> dict[str, Any]:
    """A parcel somebody else bought, as who gets it may know it: no buyer and no price."""
    to = one.goes_to
    return {
        "number": one.number,
        "seller": one.seller_name,
        "name": to.name,
        "address": f"{to.street}, {to.commune_name}, {to.province_name}",
        "card": one.recipient.message if one.recipient else None,
        "status": one.status,
        "lines": [
            f"{line.quantity} × {line.product_name}, {line.variant_name}" for line in one.lines
        ],
        "kept_until": local_date(until).isoformat() if until else None,
    }


def review(one: Review) -> dict[str, Any]:
    return {
        "author": one.author,
        "points": one.points,
        "text": one.text,
        "has_picture": one.picture is not None,
        "answer": one.answer,
        "written_at": local_iso(one.written_at),
    }


def question(one: Question) -> dict[str, Any]:
    return {
        "author": one.author,
        "email": one.email,
        "text": one.text,
        "answer": one.answer,
        "asked_at": local_iso(one.asked_at),
    }


def complaint(one: Complaint, until: datetime | None) -> dict[str, Any]:
    """With what the person said afterwards; what others said is on the page of the complaint."""
    return {
        "number": one.number,
        "name": one.name,
        "email": one.email,
        "subject": one.subject,
        "text": one.text,
        "said": [step.words for step in one.steps if step.by == Side.COMPLAINANT and step.words],
        "state": one.state,
        "received_at": local_iso(one.received_at),
        "kept_until": local_date(until).isoformat() if until else None,
    }


def report(one: ProblemReport) -> dict[str, Any]:
    return {
        "number": one.number,
        "contact": one.contact,
        "text": one.text,
        "has_picture": one.picture is not None,
        "state": one.state,
        "sent_at": local_iso(one.created_at),
    }


def producer_claim(one: ProducerClaim) -> dict[str, Any]:
    return {"note": one.note, "made_at": local_iso(one.made_at), "is_granted": one.is_granted}


def request(one: ErasureRequest) -> dict[str, Any]:
    return {"state": one.state, "opened_at": local_iso(one.opened_at), "note": one.note}


def cod_lift(one: CodLift) -> dict[str, Any]:
    return {"reason": one.reason, "lifted_at": local_iso(one.lifted_at)}
