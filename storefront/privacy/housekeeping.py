"""What is done by the clock: who was here leaves what is past its time."""

from datetime import datetime

from catalog.kernel import clock
from catalog.kernel.clock import local_date
from catalog.kernel.db import transaction
from storefront.claims import housekeeping as claims
from storefront.inbox import housekeeping as inbox
from storefront.privacy import photos, queries, service
from storefront.privacy.rules import Kept
from storefront.questions import housekeeping as questions
from storefront.webhooks import housekeeping as webhooks
from traceability.scans import housekeeping as reports


def forget_old() -> int:
    """Make old purchases and complaints nameless; returns how many."""
    with transaction():
        count, let_go = service.forget_old(clock.now())
    photos.forget(let_go)
    return count


def forget_messages() -> int:
    """Drop lines about messages of long ago; returns how many."""
    with transaction():
        return service.forget_messages(clock.now())


def forget_claims() -> int:
    """Let go of photos and bank accounts of claims closed long ago; returns how many photos."""
    before = _kept_since(Kept.CLAIMS)
    return claims.forget_closed_before(before) if before else 0


def forget_payment_messages() -> int:
    """Replace old bodies of money's messages by digests; returns how many."""
    before = _kept_since(Kept.PAYMENT_MESSAGES)
    return inbox.forget_bodies_before(before) if before else 0


def forget_news() -> int:
    """Empty old news to other machines, and drop its lines later; returns how many bodies."""
    return webhooks.forget_before(_kept_since(Kept.NEWS), _kept_since(Kept.NEWS_LINES))


def forget_who_asked() -> int:
    """Let go of numbers and addresses of who asked a seller long ago; of how many questions."""
    before = _kept_since(Kept.QUESTIONS)
    return questions.forget_askers_before(before) if before else 0


def forget_reports() -> int:
    """Let go of photos and contacts of reports closed long ago; returns how many photos."""
    before = _kept_since(Kept.REPORTS)
    return reports.forget_closed_before(before) if before else 0


def _kept_since(what: Kept) -> datetime | None:
    """What is older is past its time; None: no row says how long it is kept."""
    now = clock.now()
    row = queries.retention(what, local_date(now))
    return now - row.time if row else None
