"""The page every code on a pack ends on: stored ready, served before Flask.

Aim: at least a quarter of nginx with files. 5,000 different codes are asked for at random; the
pages of the demonstration's batches are copied until there are as many. How fast a page is made
when it is missing (facts read, rendered, compressed, stored) is a figure of its own, taken in
one process without a web server.
"""

import time
from pathlib import Path

from sqlalchemy import insert, select

from benchmarks.figures import Figure, Progress
from benchmarks.pages import all_answer, measure_page
from benchmarks.site import site
from catalog.kernel import clock
from catalog.kernel.db import db, session, transaction
from storefront.app import create_app
from storefront.config import Config
from traceability.batches.models import Batch
from traceability.passport import pages, service
from traceability.passport.models import PassportPage

CODES = 5_000
MADE_TWICE = 2


def run(say: Progress) -> list[Figure]:
    """The stored page under load, and the making of one."""
    codes: list[str] = []
    made: list[float] = []

    def prepare(folder: Path) -> None:
        app = create_app(Config.from_environment({"DATA_DIR": str(folder), "DEMO": "1"}))
        with app.app_context():
            say("passport: making the pages")
            made.append(_make_all())
            codes.extend(_multiply())
            session.remove()
            db.engine.dispose()

    with site("passport", say, prepare) as shop:
        shop.paths = [f"/truy-xuat/{code}" for code in codes]
        all_answer(shop.origin, shop.paths[:100])
        figures = measure_page("passport", "passport page of a batch", shop, say)
    return [*figures, Figure("passport", "passport page made and stored", made[0], "pages/CPU-s")]


def _make_all() -> float:
    """Make the page of every packed batch; how many a second of CPU."""
    codes = session.scalars(select(Batch.code).where(Batch.kind == "packed")).all()
    for _ in range(MADE_TWICE):  # the first round also compiles templates and statements
        began = time.process_time()
        for code in codes:
            pages.make(code, "vi", clock.now(), service.render)
        took = time.process_time() - began
    return len(codes) / took


def _multiply() -> list[str]:
    """Copy the ready pages under invented codes; all codes there are then."""
    ready = session.execute(
        select(*PassportPage.__table__.c).where(PassportPage.rendered_mark == PassportPage.mark)
    ).all()
    codes = [f"TT2611-{number:05}-0" for number in range(CODES - len(ready))]
    with transaction():
        for number, code in enumerate(codes):
            page = {**ready[number % len(ready)]._mapping, "code": code}
            session.execute(insert(PassportPage).values(page))
    return [row.code for row in ready] + codes
