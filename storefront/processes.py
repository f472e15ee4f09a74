"""The two long-running commands: the web process and the background worker."""

import click
from flask import current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.log import LogLevels

from storefront.jobs import worker_for


@click.command("serve")
@click.option("--workers", default=1, show_default=True, help="Processes that answer.")
@click.option("--threads", default=4, show_default=True, help="Requests one process works on.")
@with_appcontext
def serve(workers: int, threads: int) -> None:
    """Answer requests on HOST and PORT until SIGTERM or Ctrl-C.

    Several threads keep scans quick while a photo is being stored. One thread per worker
    answers the most scans per core: threads that wait for each other cost a quarter.
    """
    config = current_app.extensions["ocop_config"]
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


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Relay news and run the periodic jobs until SIGTERM or Ctrl-C."""
    worker_for(current_app._get_current_object()).run()  # type: ignore[attr-defined]  # the app behind the proxy
