"""Reads of print jobs and serial numbers."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.batches.queries import get_own_batch
from traceability.labels.models import PrintJob, Serial
from traceability.labels.rules import JobState
from traceability.ledger import queries as ledger
from traceability.ledger.rules.notes import Checkpoint


def get_own_job(actor: Actor, code: str, job_id: int) -> PrintJob:
    """A print job of the actor's producer; somebody else's is not found."""
    batch = get_own_batch(actor, code)
    job = session.scalar(
        select(PrintJob)
        .where(PrintJob.id == job_id, PrintJob.batch_id == batch.id)
        .options(joinedload(PrintJob.batch))
    )
    if job is None:
        raise NotFound
    return job


def get_job(job_id: int, *, lock: bool = False) -> PrintJob:
    query = select(PrintJob).where(PrintJob.id == job_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    if (job := session.scalar(query)) is None:
        raise NotFound
    return job


def list_jobs(batch_id: int) -> Sequence[PrintJob]:
    """The print jobs of a batch, newest first."""
    return session.scalars(
        select(PrintJob).where(PrintJob.batch_id == batch_id).order_by(PrintJob.id.desc())
    ).all()


def count_printed(batch_id: int) -> int:
    """How many labels of the batch have been printed or are being printed."""
    return printed_of([batch_id]).get(batch_id, 0)


def printed_of(batch_ids: Collection[int]) -> dict[int, int]:
    """Labels printed per batch, those of jobs at work included; batches without are left out."""
    rows = session.execute(
        select(PrintJob.batch_id, func.sum(PrintJob.count))
        .where(PrintJob.batch_id.in_(batch_ids), PrintJob.state != JobState.FAILED)
        .group_by(PrintJob.batch_id)
    )
    return {batch_id: int(count) for batch_id, count in rows}


def count_released_serials(batch_id: int) -> int:
    """How many serial numbers of the batch the packer has released."""
    query = (
        select(func.count())
        .select_from(Serial)
        .join(PrintJob, PrintJob.id == Serial.print_job_id)
        .where(Serial.batch_id == batch_id, PrintJob.released_at.is_not(None))
    )
    return session.scalar(query) or 0


def find_checkpoint_label() -> str | None:
    """The newest checkpoint of the log in the few signs that are printed; None without one."""
    signed = ledger.find_checkpoint()
    return Checkpoint("", signed.size, signed.root).label if signed else None


def find_serial(digest: bytes, *, lock: bool = False) -> Serial | None:
    """The piece with this digest, and its job."""
    query = select(Serial).where(Serial.digest == digest).options(joinedload(Serial.job))
    if lock:
        query = query.with_for_update(of=Serial).execution_options(populate_existing=True)
    return session.scalar(query)
