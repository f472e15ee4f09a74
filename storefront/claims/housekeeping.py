"""What is done by the clock: silence is not an answer, and what is long done is let go of."""

from datetime import datetime

from sqlalchemy import or_, select, update

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.claims import photos, service
from storefront.claims.models import Claim


def move_overdue() -> int:
    """Take what nobody answered in time to the operator; how many."""
    with transaction():
        return service.move_overdue(clock.now())


def forget_closed_before(moment: datetime) -> int:
    """Of claims closed before then, let go of photo and bank account; how many photos."""
    old = (
        Claim.closed_at < moment,
        or_(Claim.picture.is_not(None), Claim.pay_to.is_not(None)),
    )
    with transaction():
        digests = set(session.scalars(select(Claim.picture).where(*old))) - {None}
        session.execute(update(Claim).where(*old).values(picture=None, pay_to=None))
        kept = session.scalars(select(Claim.picture).where(Claim.picture.in_(digests)))
        gone = digests - set(kept)
    for digest in gone:
        photos.forget(digest or "")
    return len(gone)
