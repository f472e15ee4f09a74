"""Where a batch comes from and what was made of it, among 100,000 batches.

Aim: p99 at most 20 ms, both ways, on SQLite and PostgreSQL. 40,000 harvests go into 8,000 lots,
these into blends and packs; twenty mills take a hundred harvests each and fill two hundred packs
from them. A thousand batches drawn at random are traced one after another in one process, by the
clock on the wall, with names, quantities and states; each counts with its better of two times.
The yardstick reads as many batches by their primary key. PostgreSQL is measured where
TEST_DATABASE_URL or the local "test" database answers, in a schema of its own.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from statistics import mean
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.exc import OperationalError

from benchmarks.databases import postgresql
from benchmarks.figures import Figure, Progress
from catalog.kernel.db import Base, db, session, transaction
from catalog.producers.models import Producer
from storefront.app import create_app
from storefront.config import Config
from traceability.batches.models import Batch
from traceability.events.models import Edge, Event
from traceability.events.tracing import Way, trace

BATCHES = 100_000
HARVESTS, LOTS, BLENDS = 40_000, 8_000, 2_000
MILLS, HARVESTS_OF_A_MILL, PACKS_OF_A_MILL = 20, 100, 200
ASKED = 1_000
AT_ONCE = 10_000
YARDSTICK = "as many rows by key"
DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def run(say: Progress) -> list[Figure]:
    """Both ways on each database that answers."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += _measure("SQLite", f"sqlite:///{folder}/trace.sqlite3", folder, say)
        try:
            with postgresql("trace") as own:
                figures += _measure("PostgreSQL", own, folder, say)
        except OperationalError:
            say("trace: no PostgreSQL answers; measured on SQLite only")
    return figures


def _measure(label: str, url: str, folder: str, say: Progress) -> list[Figure]:
    app = create_app(Config.from_environment({"DATABASE_URL": url, "DATA_DIR": folder}))
    with app.app_context():
        say(f"trace: entering {BATCHES:,} batches into {label} …")
        Base.metadata.create_all(db.engine)
        _enter()
        say(f"trace: tracing on {label} …")
        asked = random.Random(7).sample(range(1, BATCHES + 1), ASKED)
        figures = [one for way in Way for one in _times(label, way, asked)]
        session.remove()
        db.engine.dispose()
    return figures


def _times(label: str, way: Way, asked: list[int]) -> list[Figure]:
    """Median, p99 and the size of what was found."""
    found = [trace(number, way) for number in asked]  # once unmeasured: statements are compiled
    times = sorted(_best(partial(trace, number, way)) for number in asked)
    keys = [list(one.nodes) for one in found]
    by_key = sorted(_best(partial(_rows, ids)) for ids in keys)
    sizes = sorted(map(len, keys))
    rows = [
        (f"{name}", _at(times, share), {YARDSTICK: _at(by_key, share) / _at(times, share)})
        for name, share in (("p50", 0.5), ("p99", 0.99))
    ]
    what = f"{label}, {way}"
    return [
        *(Figure("trace", f"{what}, {name}", value * 1000, "ms", to) for name, value, to in rows),
        Figure("trace", f"{what}, batches found: mean", mean(sizes), "batches"),
        Figure("trace", f"{what}, batches found: p99", _at(sizes, 0.99), "batches"),
    ]


def _rows(ids: list[int]) -> list[Any]:
    query = select(Batch.id, Batch.code, Batch.kind, Batch.quantity, Batch.unit)
    return list(session.execute(query.where(Batch.id.in_(ids))))


def _enter() -> None:
    """The graph, in bulk: what the services would write, as far as a trace reads it."""
    pairs = _pairs(random.Random(26))
    with transaction():
        session.add(Producer(**_producer()))
        session.flush()
        producer_id = session.scalars(select(Producer.id)).one()
        for some in _chunks([_batch(number, producer_id) for number in range(1, BATCHES + 1)]):
            session.execute(insert(Batch), some)
        targets = sorted({target for _, target in pairs})
        for some in _chunks([_event(number, producer_id) for number in targets]):
            session.execute(insert(Event), some)
        for some in _chunks([_edge(*pair) for pair in pairs]):
            session.execute(insert(Edge), some)
    with db.engine.begin() as connection:
        connection.execute(text("ANALYZE"))


def _pairs(chance: random.Random) -> list[tuple[int, int]]:
    """Source and target of every edge. Ids: harvests, lots, blends, packs."""
    lots = range(HARVESTS + 1, HARVESTS + LOTS + 1)
    blends = range(lots[-1] + 1, lots[-1] + BLENDS + 1)
    packs = range(blends[-1] + 1, BATCHES + 1)
    mills = dict(zip(lots[:MILLS], range(0, MILLS * PACKS_OF_A_MILL, PACKS_OF_A_MILL), strict=True))
    pairs: set[tuple[int, int]] = set()
    harvests = iter(range(1, HARVESTS + 1))
    for lot in lots:
        count = HARVESTS_OF_A_MILL if lot in mills else 4
        pairs.update((number, lot) for _, number in zip(range(count), harvests, strict=False))
    pairs.update((number, chance.choice(lots[MILLS:])) for number in harvests)
    for blend in blends:
        pairs.update((lot, blend) for lot in chance.sample(lots[MILLS:], chance.randint(2, 5)))
    for lot, first in mills.items():
        pairs.update((lot, pack) for pack in packs[first : first + PACKS_OF_A_MILL])
    for pack in packs[MILLS * PACKS_OF_A_MILL :]:
        pairs.add((chance.choice(chance.choice((lots[MILLS:], blends))), pack))
    return sorted(pairs)


def _producer() -> dict[str, Any]:
    return {"slug": "htx", "name": "HTX minh họa", "folded": "htx minh hoa"}


def _batch(number: int, producer_id: int) -> dict[str, Any]:
    return {
        "id": number,
        "code": f"TR2611-{number:06}",
        "kind": "harvest" if number <= HARVESTS else "intermediate",
        "producer_id": producer_id,
        "material": "lúa",
        "quantity": 100,
        "unit": "kg",
        "made_on": DAY,
        "recall_state": "normal",
        "created_at": NOW,
        "is_demo": False,
    }


def _event(target: int, producer_id: int) -> dict[str, Any]:
    """The event that made a batch carries the batch's number."""
    return {
        "id": target,
        "kind": "process",
        "started_on": DAY,
        "ended_on": DAY,
        "recorded_at": NOW,
        "producer_id": producer_id,
        "entered_by": "HTX minh họa",
        "evidence": "self",
        "is_demo": False,
    }


def _edge(source: int, target: int) -> dict[str, Any]:
    return {
        "source_id": source,
        "target_id": target,
        "event_id": target,
        "quantity": 10,
        "unit": "kg",
    }


def _chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _best(work: Callable[[], object]) -> float:
    """The better of two times, by the clock on the wall."""
    times = []
    for _ in range(2):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _at(ordered: list[Any], share: float) -> float:
    return float(ordered[min(len(ordered) - 1, int(len(ordered) * share))])
