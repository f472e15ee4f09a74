"""Which rows a piece of news is about, where the news names only what they belong to."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from catalog.certification.models import Recognition
from catalog.kernel.db import session
from traceability.areas.models import AreaEntry, AreaStatus
from traceability.events.models import EventOverride
from traceability.recalls.models import RecallNotice


def list_overrides(event_id: int) -> Sequence[int]:
    return session.scalars(select(EventOverride.id).where(EventOverride.event_id == event_id)).all()


def list_area_entries(area_id: int) -> Sequence[int]:
    return session.scalars(select(AreaEntry.id).where(AreaEntry.area_id == area_id)).all()


def list_statuses(area_id: int) -> Sequence[int]:
    return session.scalars(select(AreaStatus.id).where(AreaStatus.area_id == area_id)).all()


def list_notices(batch_ids: Collection[int]) -> Sequence[int]:
    return session.scalars(
        select(RecallNotice.id).where(RecallNotice.batch_id.in_(batch_ids))
    ).all()


def list_recognitions(product_id: int) -> Sequence[int]:
    return session.scalars(select(Recognition.id).where(Recognition.product_id == product_id)).all()
