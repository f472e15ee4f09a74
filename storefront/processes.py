"""The two long-running commands: the web process and the background worker."""

import click
from flask import current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.log import LogLevels

from catalog.kernel.db import db, session
from storefront.demo.cli import load
from storefront.jobs import worker_for
from storefront.schema import db_upgrade


@click.command("serve")
@click.option("--workers", default=1, show_default=True, help="Processes that answer.")
@click.option("--threads", default=4, show_default=True, help="Requests one process works on.")
@click.option(
    "--prepare",
    is_flag=True,
    help="First do what `ocop db upgrade` and, with DEMO=1, `demo load` do.",
)
@with_appcontext
def serve(workers: int, threads: int, *, prepare: bool) -> None:
    """Answer requests on HOST and PORT until SIGTERM or Ctrl-C.

    Several threads keep scans quick while a photo is being stored. One thread per worker
    answers the most scans per core: threads that wait for each other cost a quarter.
    """
    config = current_app.extensions["ocop_config"]
    if prepare:
        _prepare(demo=config.demo)
    Granian(
        "wsgi:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        runtime_mode=RuntimeModes.st,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


def _prepare(*, demo: bool) -> None:
    """In this process, because to start another three times takes longer than the work."""
    context = click.get_current_context()
    context.invoke(db_upgrade)
    if demo:
        context.invoke(load, if_empty=True)
    session.remove()
    db.engine.dispose()  # no connection may go along into the workers


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Relay news and run the periodic jobs until SIGTERM or Ctrl-C."""
    worker_for(current_app._get_current_object()).run()  # type: ignore[attr-defined]  # the app behind the proxy
