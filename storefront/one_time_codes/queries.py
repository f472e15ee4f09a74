"""Reads of one-time codes."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from storefront.one_time_codes.models import OneTimeCode
from storefront.one_time_codes.rules import Asked

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def asked_before(phone_digest: str, network_digest: str, now: datetime) -> Asked:
    """What the limits are decided on."""
    own = OneTimeCode.phone_digest == phone_digest
    here = OneTimeCode.network_digest == network_digest
    return Asked(
        by_phone_today=_count(own, OneTimeCode.day == local_date(now)),
        by_network_this_hour=_count(here, OneTimeCode.created_at > now - HOUR),
        by_network_today=_count(here, OneTimeCode.created_at > now - DAY),
        by_all_today=_count(OneTimeCode.created_at > now - DAY),
        last_at=session.scalar(select(func.max(OneTimeCode.created_at)).where(own)),
    )


def find_newest(phone_digest: str, purpose: str, subject: str) -> OneTimeCode | None:
    """The last code sent to this number for this thing, whether it still counts or not."""
    return session.scalar(
        select(OneTimeCode)
        .where(
            OneTimeCode.phone_digest == phone_digest,
            OneTimeCode.purpose == purpose,
            OneTimeCode.subject == subject,
        )
        .order_by(OneTimeCode.id.desc())
        .limit(1)
    )


def _count(*where: Any) -> int:
    return session.scalar(select(func.count(OneTimeCode.id)).where(*where)) or 0
