"""The background worker: who consumes which news, and what is done by the clock. All listed here.

News are outbox rows; Huey runs the relay that hands them out. Without REDIS_URL the queue is
a file in DATA_DIR, so one machine needs nothing installed.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer, Scheduler
from sqlalchemy.exc import SQLAlchemyError

from catalog.kernel import clock, outbox
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict
from catalog.search import service as search
from catalog.search.errors import IndexBusy
from storefront.accounts import housekeeping
from storefront.carriers import asking as carriers
from storefront.claims import housekeeping as claims
from storefront.config import Config
from storefront.demo import bank
from storefront.gateways import asking as gateways
from storefront.invented_partners import telling as invented_partners
from storefront.invoices import calling as invoices
from storefront.listing import housekeeping as drafts
from storefront.media import housekeeping as cards
from storefront.messages import delivering
from storefront.messages import service as sending
from storefront.notices import service as notices
from storefront.notices import telling
from storefront.one_time_codes import housekeeping as codes
from storefront.orders import settling
from storefront.phone_changes import housekeeping as numbers
from storefront.privacy import erasing
from storefront.privacy import housekeeping as people
from storefront.privacy import service as privacy
from storefront.push import sending as push
from storefront.push import service as pushing
from storefront.webhooks import delivering as news
from storefront.webhooks import off_sale
from storefront.webhooks import service as webhooks
from traceability.acts import housekeeping as acts
from traceability.labels import printing
from traceability.labels import service as labels
from traceability.ledger import asking
from traceability.ledger import queries as ledger
from traceability.ledger.keeper import connected
from traceability.ledger.service import signing
from traceability.passport import pages as passport_pages
from traceability.passport import warming

CONSUMERS: dict[str, outbox.Consumer] = {
    bank.TOPIC: bank.consume,
    invented_partners.TOPIC: invented_partners.consume,
    search.TOPIC: search.consume,
    passport_pages.TOPIC: warming.consume,
    notices.TOPIC: telling.consume,
    sending.TOPIC: delivering.consume,
    webhooks.TOPIC: news.consume,
    pushing.TOPIC: push.consume,
    privacy.TOPIC: erasing.consume,
    labels.TOPIC: printing.consume,
}
"""Topic of the outbox → who takes it. Each must bear the same news twice."""


@dataclass(frozen=True)
class Job:
    """Work by the clock. `when` is a crontab in UTC: Vietnam's midnight is 17:00."""

    name: str
    when: Mapping[str, str]
    run: Callable[[], object]


def call_off_unpaid() -> int:
    """Purchases whose time to pay is over; stock is free again by then, this tells the rest."""
    return settling.lapse_all(clock.now())


def ask_carriers_again() -> int:
    """Bookings and cancellations a carrier did not answer."""
    return carriers.ask_again(current_app.extensions["ocop_config"])


def ask_carriers_where() -> int:
    """Parcels under way of which nothing was heard for long."""
    return carriers.ask_where(current_app.extensions["ocop_config"])


JOBS: list[Job] = [
    Job("ask witnesses", {"minute": "*"}, asking.ask_witnesses),
    Job("ask payment partners", {"minute": "*"}, gateways.ask_all),
    Job("ask carriers again", {"minute": "*"}, ask_carriers_again),
    Job("ask carriers where parcels are", {"minute": "5"}, ask_carriers_where),
    Job("ask the invoice provider", {"minute": "*"}, invoices.ask_all),
    Job("call off what nobody paid", {"minute": "*"}, call_off_unpaid),
    Job("change numbers that waited", {"minute": "*"}, numbers.carry_out_due),
    Job("tell who is off sale", {"minute": "*/5"}, off_sale.tell_all),
    Job("renew passports", {"minute": "0"}, warming.renew_lapsed),
    Job("delete old label sheets", {"minute": "20"}, printing.forget),
    Job("forget old codes", {"minute": "10"}, codes.forget_old),
    Job("forget old messages", {"hour": "19", "minute": "45"}, people.forget_messages),
    Job("take unanswered claims up", {"minute": "*/5"}, claims.move_overdue),
    Job("forget old claims", {"hour": "19", "minute": "45"}, people.forget_claims),
    Job("forget old buyers", {"hour": "20", "minute": "10"}, people.forget_old),
    Job("forget old news", {"hour": "19", "minute": "55"}, people.forget_news),
    Job("forget who asked", {"hour": "19", "minute": "55"}, people.forget_who_asked),
    Job("forget old reports", {"hour": "19", "minute": "40"}, people.forget_reports),
    Job("forget old form keys", {"hour": "19", "minute": "40"}, acts.forget_old_form_keys),
    Job("forget old bank messages", {"hour": "19", "minute": "50"}, people.forget_payment_messages),
    Job("forget old drafts", {"hour": "19", "minute": "35"}, drafts.forget_old),
    Job("sweep photos of no draft", {"hour": "19", "minute": "35"}, drafts.sweep),
    Job("sweep old share cards", {"hour": "19", "minute": "25"}, cards.sweep),
    Job("forget old sign-ins", {"hour": "19", "minute": "30"}, housekeeping.forget_old_sign_ins),
]

STOP_SECONDS = 10
_log = logging.getLogger("ocop.worker")


def queue_for(config: Config) -> Huey:
    """The queue of these settings: Redis where it is given, else a file."""
    if config.redis_url:
        return RedisHuey("ocop", url=config.redis_url, results=False)
    return SqliteHuey("ocop", filename=str(config.data_dir / "jobs.sqlite3"), results=False)


def worker_for(app: Flask) -> Consumer:
    """The worker, ready to run(); SIGTERM lets the work at hand finish."""
    queue = queue_for(app.extensions["ocop_config"])
    relay = queue.task(name="relay")(_within(app, relay_news))
    for job in JOBS:
        schedule = crontab(**job.when)
        queue.periodic_task(schedule, name=job.name)(_within(app, job.run))

    class Watch(Scheduler):
        """Huey's scheduler, which each second also signs the log and looks whether news waits."""

        def loop(self, now: Any = None) -> None:
            try:
                _within(app, sign_the_log)()
                if queue.pending_count() == 0 and _within(app, news_waits)():
                    relay()
            except SQLAlchemyError as error:  # the database is away; Huey would end this thread
                _log.warning("the database does not answer: %s", error)
            super().loop(now)

    class Worker(Consumer):
        scheduler_class = Watch

        def start(self) -> None:
            _within(app, search_index_is_there)()
            super().start()
            _log.info("waiting for news")

    return Worker(
        queue, workers=1, max_delay=0.5, graceful_signal="TERM", shutdown_timeout=STOP_SECONDS
    )


def search_index_is_there() -> None:
    """Build the search index where there is none, as on a new machine."""
    try:
        count = search.rebuild_if_missing()
    except IndexBusy:
        return  # another process is building it just now
    if count is not None:
        _log.info("built the search index: %s products", count)


def sign_the_log() -> None:
    """A checkpoint of what was entered since the last one; refusals are for the operator."""
    if not ledger.has_news():
        return
    try:
        with transaction():
            signing.sign(connected(), clock.now())
    except Conflict as refused:
        _say_once(str(refused))


@cache
def _say_once(refused: str) -> None:
    _log.error("the log is not signed: %s", refused)


def news_waits() -> bool:
    """Whether the outbox holds anything to hand out now."""
    return outbox.is_due(clock.now())


def relay_news() -> int:
    """Hand out what waits in the outbox."""
    return outbox.relay(CONSUMERS, clock.now())


def _within(app: Flask, work: Callable[[], Any]) -> Callable[[], Any]:
    @wraps(work)
    def run() -> Any:
        with app.app_context():
            return work()

    return run
