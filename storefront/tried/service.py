"""Keeping tried rows until somebody says yes, and taking them once."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import NotFound
from storefront.tried.errors import TriedTooLongAgo, WrittenBefore
from storefront.tried.models import TriedSheet

KEPT = timedelta(days=1)


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep(
    actor: Actor,
    kind: str,
    owner: str,
    digest: str,
    about: dict[str, Any],
    rows: list[Any],
    now: datetime,
) -> TriedSheet:
    """Keep what was tried; what anybody tried days ago and never wrote goes."""
    session.execute(
        delete(TriedSheet).where(TriedSheet.written_at.is_(None), TriedSheet.tried_at < now - KEPT)
    )
    sheet = TriedSheet(
        kind=kind,
        owner=owner,
        actor_id=actor.id or 0,
        digest=digest,
        about=about,
        rows=rows,
        tried_at=now,
    )
    session.add(sheet)
    session.flush()  # for the id the page names
    return sheet


def take(actor: Actor, tried_id: int, kind: str, now: datetime) -> TriedSheet:
    """The rows, from now on written; its content goes once it is. Of two who do so one wins.

    Refused: NotFound, TriedTooLongAgo, WrittenBefore.
    """
    found = session.get(TriedSheet, tried_id, populate_existing=True)
    if found is None or found.kind != kind or found.actor_id != actor.id:
        raise NotFound
    if found.tried_at < now - KEPT:
        raise TriedTooLongAgo
    taken = session.execute(
        update(TriedSheet)
        .where(TriedSheet.id == tried_id, TriedSheet.written_at.is_(None))
        .values(written_at=now)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(taken) != 1:
        raise WrittenBefore
    return found


def was_written(kind: str, owner: str, digest: str) -> datetime | None:
    """When this very file was written for this owner, if it was."""
    query = select(TriedSheet.written_at).where(
        TriedSheet.kind == kind,
        TriedSheet.owner == owner,
        TriedSheet.digest == digest,
        TriedSheet.written_at.is_not(None),
    )
    return session.scalar(query.order_by(TriedSheet.id.desc()).limit(1))


def forget_rows(sheet: TriedSheet) -> None:
    """What was written stands where it belongs; only that it was written stays here."""
    session.execute(update(TriedSheet).where(TriedSheet.id == sheet.id).values(rows=[]))
