"""Writes of print jobs: ordered, begun, finished or failed, their serial numbers released."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert, update

from catalog.kernel import audit, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from traceability.batches import queries as batches
from traceability.batches.service import require_member
from traceability.labels import errors, queries, rules
from traceability.labels.models import PrintJob, Serial
from traceability.labels.planning import Plan, Wish
from traceability.labels.rules import JobState

TOPIC = "labels.print"
KEPT = timedelta(days=3)
"""A file with serial numbers in clear is kept no longer than printing takes."""
STUCK = timedelta(minutes=30)
_ROWS = 500


def order(
    actor: Actor, batch_id: int, wish: Wish, plan: Plan, checkpoint: str | None, now: datetime
) -> PrintJob:
    """Write down who prints how many and why. Raises where a reason is due and none is given."""
    batch = batches.get_batch(batch_id, lock=True)
    require_member(actor, batch.producer_id)
    reason = (wish.reason or "").strip()
    excess = rules.excess(queries.count_printed(batch.id), wish.count, batch.quantity, batch.unit)
    if len(reason) < rules.SHORTEST_REASON:
        if plan.meter.missing:
            raise errors.ReasonMissing
        if excess:
            raise errors.ExcessReasonMissing(excess)
    job = PrintJob(
        batch_id=batch.id,
        count=wish.count,
        sheet=wish.sheet,
        dpi=wish.dpi,
        radius=None if wish.radius is None else Decimal(f"{wish.radius:.1f}"),
        has_serials=wish.has_serials,
        has_pins=wish.has_pins,
        missing=list(plan.meter.missing),
        excess=excess,
        reason=reason or None,
        side=Decimal(f"{plan.size.side:.2f}"),
        dots=plan.size.dots,
        checkpoint=checkpoint,
        actor_id=actor.id,
        actor_name=actor.name,
        created_at=now,
    )
    session.add(job)
    session.flush()
    why = f" Lý do: {reason}" if reason else ""
    audit.record(actor, "labels.print", job, f"In {wish.count} tem của lô {batch.code}.{why}")
    return job


def hand_over(job: PrintJob, now: datetime) -> None:
    """Let the worker carry the job out."""
    outbox.enqueue(TOPIC, str(job.id), {"job": job.id}, now)


def begin(job_id: int, now: datetime) -> PrintJob | None:
    """Take a job that waits, or one that somebody left half done; None where nothing is to do."""
    job = queries.get_job(job_id, lock=True)
    is_left = job.state == JobState.DRAWING and job.started_at and now - job.started_at > STUCK
    if job.state != JobState.WAITING and not is_left:
        return None
    job.state, job.started_at, job.done = JobState.DRAWING, now, 0
    return job


def note_progress(job_id: int, done: int) -> None:
    session.execute(update(PrintJob).where(PrintJob.id == job_id).values(done=done))


def finish(
    job_id: int, file: str, digests: Iterable[tuple[bytes, bytes | None]], now: datetime
) -> PrintJob:
    """The sheets are read back: keep the digests of serial numbers and PINs, offer the file."""
    job = queries.get_job(job_id, lock=True)
    job.state, job.done, job.file, job.finished_at = JobState.READY, job.count, file, now
    rows = [
        {
            "digest": digest,
            "pin_digest": pin,
            "batch_id": job.batch_id,
            "print_job_id": job.id,
            "checks": 0,
            "pin_tries": 0,
        }
        for digest, pin in digests
    ]
    for start in range(0, len(rows), _ROWS):
        session.execute(insert(Serial), rows[start : start + _ROWS])
    return job


def fail(job_id: int, error: str, now: datetime) -> PrintJob:
    """The sheets are not given out; `error` says why (labels.ERRORS)."""
    job = queries.get_job(job_id, lock=True)
    job.state, job.error, job.finished_at = JobState.FAILED, error, now
    return job


def release(actor: Actor, job_id: int, now: datetime) -> PrintJob:
    """The packer says that the labels of this job are on packs: their numbers count from now on."""
    job = queries.get_job(job_id, lock=True)
    batch = batches.get_batch(job.batch_id)
    require_member(actor, batch.producer_id)
    if not job.has_serials or job.state != JobState.READY or job.released_at is not None:
        raise errors.NothingToRelease
    job.released_at = now
    audit.record(
        actor, "labels.release", job, f"Cho dùng {job.count} tem số riêng của lô {batch.code}."
    )
    return job


def forget(now: datetime) -> None:
    """Let go of files kept long enough, give up jobs nobody works on."""
    session.execute(
        update(PrintJob)
        .where(PrintJob.state == JobState.DRAWING, PrintJob.started_at < now - STUCK)
        .values(state=JobState.FAILED, error="interrupted", finished_at=now)
    )
    session.execute(update(PrintJob).where(PrintJob.finished_at < now - KEPT).values(file=None))
