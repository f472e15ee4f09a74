"""Many buyers at one shelf: processes that place orders through the checkout, some of them killed.

Runs as a process of its own (`python -m benchmarks.sale`, the sale as JSON on its input, what came
of it on its output), so that workers are forked from one that has no threads and no connections.
A worker that is killed is replaced at once, and its buyer taps again with the same form.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from multiprocessing import connection, get_context
from pathlib import Path
from secrets import token_hex
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import db, session, transaction
from catalog.kernel.errors import DomainError
from storefront.app import create_app
from storefront.checkout.service import Wish, place, refuse_sold_out
from storefront.config import Config
from storefront.inventory.models import StockItem
from storefront.inventory.queries import available_for
from storefront.placing import service as placing
from tests.factories.storefront import BUYER

ROOT = Path(__file__).parent.parent
LONGEST_SECONDS = 300
ANSWER_SECONDS = 60
_processes = get_context("fork")


@dataclass(frozen=True)
class Sale:
    """Whose baskets, in how many processes, and how often one of them is killed."""

    url: str
    data_dir: str
    variant_id: int
    tokens: list[str]
    seal: str
    workers: int = 4
    taps: int = 2
    kill_every: float = 0
    most_kills: int = 0
    carelessly: bool = False
    """The negative control: everybody looks, then everybody writes what was seen."""
    at: str = field(default_factory=lambda: clock.now().isoformat())
    """The moment it is held: that of whoever made the goods."""


@dataclass(frozen=True)
class Tap:
    """One buyer's finger on the button."""

    buyer: int
    token: str


@dataclass(frozen=True)
class Sold:
    """What came of a sale: (buyer, number or refusal, seconds) of each tap."""

    answers: list[tuple[int, str, float]]
    kills: int
    seconds: float


def phone_of(buyer: int) -> str:
    """By which a buyer is known again in the orders."""
    return f"+849{buyer:08}"


def hold(sale: Sale) -> Sold:
    """Hold the sale in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sale"],
        input=json.dumps(asdict(sale)),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=LONGEST_SECONDS,
    )
    found = json.loads(done.stdout)
    return Sold([(one[0], one[1], one[2]) for one in found["answers"]], found["kills"], found["s"])


class _Worker:
    """A process that places what it is told, and the tap it is at."""

    def __init__(self, buy: Callable[[Tap], str], app: Flask) -> None:
        self.line, far = _processes.Pipe()
        self.process = _processes.Process(target=_serve, args=(app, far, buy), daemon=True)
        self.process.start()
        far.close()
        self.tap: Tap | None = None
        self.since = 0.0

    def take(self, tap: Tap, since: float) -> None:
        self.tap, self.since = tap, since
        with suppress(BrokenPipeError):  # killed just now: the end of its line says so
            self.line.send(tap)

    def kill(self) -> None:
        os.kill(self.process.pid or 0, signal.SIGKILL)
        self.process.join()

    def end(self) -> None:
        """Let it go home, if it is still there."""
        with suppress(BrokenPipeError):
            self.line.send(None)
        self.process.join()


def _serve(app: Flask, line: Any, buy: Callable[[Tap], str]) -> None:
    with app.app_context():
        while (tap := line.recv()) is not None:
            line.send(buy(tap))
            session.remove()
        db.engine.dispose()


class _Hall:
    """The workers, the buyers who wait, and what they were answered."""

    def __init__(self, sale: Sale) -> None:
        config = Config(
            secret_key="x" * 40, database_url=sale.url, data_dir=Path(sale.data_dir), testing=True
        )
        self.app, self.sale = create_app(config), sale
        self.buy = _careless(sale) if sale.carelessly else _careful(sale)
        # The taps of one buyer follow each other, so that two processes have them at once.
        self.waiting = [Tap(*one) for one in enumerate(sale.tokens) for _ in range(sale.taps)][::-1]
        self.answers: list[tuple[int, str, float]] = []
        self.kills = 0

    def hold(self) -> Sold:
        """Until everybody has an answer."""
        self.begun = time.monotonic()
        self.workers = [_Worker(self.buy, self.app) for _ in range(self.sale.workers)]
        for worker in self.workers:
            self._next(worker)
        while busy := [one for one in self.workers if one.tap]:
            ready = connection.wait([one.line for one in busy], 0.02)
            for worker in [one for one in busy if one.line in ready]:
                self._hear(worker)
            self._kill_one()
            if any(time.monotonic() - one.since > ANSWER_SECONDS for one in busy if one.tap):
                raise RuntimeError(f"a buyer waits for more than {ANSWER_SECONDS} s")
        seconds = time.monotonic() - self.begun
        for worker in self.workers:
            worker.end()
        return Sold(self.answers, self.kills, seconds)

    def _next(self, worker: _Worker) -> None:
        if self.waiting:
            worker.take(self.waiting.pop(), time.monotonic())

    def _hear(self, worker: _Worker) -> None:
        tap, worker.tap = worker.tap, None
        assert tap
        try:
            answer = worker.line.recv()
        except (EOFError, ConnectionResetError):  # killed: the buyer taps again
            heir = _Worker(self.buy, self.app)
            heir.take(tap, worker.since)
            self.workers[self.workers.index(worker)] = heir
            return
        self.answers.append((tap.buyer, answer, time.monotonic() - worker.since))
        self._next(worker)

    def _kill_one(self) -> None:
        due = self.begun + self.sale.kill_every * (self.kills + 1)
        alive = [one for one in self.workers if one.tap and one.process.is_alive()]
        if alive and self.kills < self.sale.most_kills and time.monotonic() >= due:
            random.choice(alive).kill()
            self.kills += 1


def _careful(sale: Sale) -> Callable[[Tap], str]:
    """As the page does it."""

    def buy(tap: Tap) -> str:
        buyer = replace(BUYER, phone=phone_of(tap.buyer))
        wish = Wish(tap.token, f"form-{tap.buyer}", sale.seal, buyer)
        try:
            refuse_sold_out(wish, clock.today())
            with transaction():
                return place(Actor(), wish, clock.today(), clock.now())
        except DomainError as refused:
            return type(refused).__name__

    return buy


def _careless(sale: Sale) -> Callable[[Tap], str]:
    """Without lock, condition and key: what is free is read by all before anybody writes."""
    seen = _processes.Barrier(sale.workers, timeout=ANSWER_SECONDS)

    def buy(tap: Tap) -> str:
        stock = available_for([sale.variant_id], clock.today())[sale.variant_id]
        batches = stock.batches
        session.remove()
        seen.wait()
        if stock.free < 1:
            return "SoldOut"
        with transaction():
            buyer = replace(BUYER, phone=phone_of(tap.buyer))
            group = placing.open_group(token_hex(), buyer, clock.now())
            session.execute(
                update(StockItem)
                .where(StockItem.id == batches[0].item_id)
                .values(allocated=batches[0].allocated + 1)
            )
            return group.number if group else ""

    return buy


if __name__ == "__main__":
    sale = Sale(**json.load(sys.stdin))
    with time_machine.travel(datetime.fromisoformat(sale.at)):  # workers are forked inside
        sold = _Hall(sale).hold()
    json.dump({"answers": sold.answers, "kills": sold.kills, "s": sold.seconds}, sys.stdout)
