"""Alive, able to serve, and the figures of it."""

import shutil
import time
from datetime import timedelta

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from catalog.kernel import clock, outbox
from catalog.kernel.db import session
from catalog.kernel.outbox import OutboxMessage
from catalog.search.errors import IndexMissing
from catalog.search.queries import count_searchable

LONGEST_WAIT = timedelta(minutes=5)
LEAST_FREE_BYTES = 200 * 1024 * 1024
REQUESTS = Counter("ocop_requests_total", "Answers", ["endpoint", "status"])
SECONDS = Histogram("ocop_request_seconds", "Time to answer", ["endpoint"])
WAITING = Gauge("ocop_outbox_waiting", "News not yet sent")
DEAD = Gauge("ocop_outbox_dead", "News given up")

bp = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.after_request(count)


def count(response: Response) -> Response:
    endpoint = request.endpoint or "none"
    REQUESTS.labels(endpoint, response.status_code).inc()
    if "began" in g:
        SECONDS.labels(endpoint).observe(time.perf_counter() - g.began)
    return response


@bp.get("/healthz")
def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@bp.get("/readyz")
def readyz() -> tuple[dict[str, str], int]:
    """Database, schema, index and disk can serve; 503 and the reason of each that cannot."""
    checks = {"database": _database(), "index": _index(), "disk": _disk()}
    status = 200 if set(checks.values()) == {"ok"} else 503
    # Said, but no reason to send visitors away: the pages are right without the worker too.
    checks["worker"] = _worker() if checks["database"] == "ok" else "not known"
    return checks, status


def _database() -> str:
    try:
        session.execute(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return "does not answer or has no schema: run ocop db upgrade"
    return "ok"


def _index() -> str:
    try:
        count_searchable()
    except IndexMissing:
        return "missing or damaged: run ocop search rebuild"
    return "ok"


def _worker() -> str:
    late = clock.now() - LONGEST_WAIT
    waits = outbox.is_due(late)
    return f"news wait for more than {LONGEST_WAIT}: is ocop worker running?" if waits else "ok"


def _disk() -> str:
    free = shutil.disk_usage(current_app.extensions["ocop_config"].data_dir).free
    return "ok" if free >= LEAST_FREE_BYTES else f"only {free // 1024**2} MiB free"


@bp.get("/metrics")
def metrics() -> Response:
    """Prometheus text."""
    waiting = select(func.count()).where(OutboxMessage.done_at.is_(None))
    WAITING.set(session.scalar(waiting.where(OutboxMessage.dead.is_(False))) or 0)
    DEAD.set(session.scalar(waiting.where(OutboxMessage.dead.is_(True))) or 0)
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
