"""Search over 20,000 invented products with facets: time, and how many of the first ten are right.

Aims: Whoosh p50 ≤ 10 ms, p99 ≤ 60, P@10 ≥ 0.98; tantivy p50 ≤ 3, p99 ≤ 30, P@10 ≥ 0.99.
The questions (tests/catalog/search/questions.py) are asked one after another in one process,
each three times; a question counts with its best. Times are CPU time of the process, which on a
quiet machine is the time one waits; only the change of a product is by the clock on the wall.
"First time" is with the words that Whoosh keeps decoded forgotten before each question.
The yardstick is the plainest search there is: every word in every folded name, no facets.
"""

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import mean, median

from benchmarks.figures import Figure, Progress
from catalog.kernel.text import fold
from catalog.search.index import ProductIndex, open_index
from catalog.search.rules.documents import asked
from tests.catalog.search.invented import Invented, products
from tests.catalog.search.questions import Question, precision, questions

PRODUCTS = 20_000
ROUNDS = 3
UPDATES = 20
TODAY = date(2026, 11, 22)
YARDSTICK = "plain scan of all names"

Catalogue = Mapping[int, Invented]


def run(say: Progress) -> list[Figure]:
    """Both engines on the same products and questions."""
    say(f"inventing {PRODUCTS:,} products …")
    catalogue = {product.document.id: product for product in products(PRODUCTS)}
    say("the yardstick …")
    names = [f" {fold(product.document.name)} " for product in catalogue.values()]
    scan = median(_best_times(lambda text: _scan(names, text)))
    figures = [Figure("search", YARDSTICK, scan * 1000, "ms p50")]
    for engine in ("whoosh", "tantivy"):
        with tempfile.TemporaryDirectory() as folder:
            figures += _measure(engine, Path(folder), catalogue, scan, say)
    return figures


def _measure(
    engine: str, folder: Path, catalogue: Catalogue, scan: float, say: Progress
) -> list[Figure]:
    index = open_index(f"{engine}:", folder)
    say(f"{engine}: building …")
    documents = [product.document for product in catalogue.values()]
    build = _seconds(lambda: index.rebuild(documents, lambda count: None))
    opening = _seconds(index.check)
    say(f"{engine}: asking …")
    first = sorted(_first_time(index, question) for question in questions())
    best = sorted(_best_times(lambda text: index.search(asked(text), TODAY)))
    suggesting = sorted(_best_times(index.suggest))
    right, first_right = _quality(index, catalogue)
    updates = [_update(index, catalogue, number) for number in range(1, UPDATES + 1)]
    p50, p99 = _at(best, 0.5), _at(best, 0.99)
    rows: list[tuple[str, float, str, dict[str, float]]] = [
        ("with facets, p50", p50 * 1000, "ms", {YARDSTICK: scan / p50}),
        ("with facets, p99", p99 * 1000, "ms", {YARDSTICK: scan / p99}),
        ("first time, p50", _at(first, 0.5) * 1000, "ms", {}),
        ("first time, p99", _at(first, 0.99) * 1000, "ms", {}),
        ("right among the first ten (P@10)", right, "of 1", {}),
        ("right at first place", first_right, "of 1", {}),
        ("suggestions, p50", _at(suggesting, 0.5) * 1000, "ms", {}),
        ("suggestions, p99", _at(suggesting, 0.99) * 1000, "ms", {}),
        ("one product changed", median(updates) * 1000, "ms", {}),
        ("opening, once in a process", opening, "s", {}),
        ("building all", build, "s", {}),
    ]
    return [
        Figure("search", f"{engine}: {what}", value, unit, to) for what, value, unit, to in rows
    ]


def _quality(index: ProductIndex, catalogue: Catalogue) -> tuple[float, float]:
    """Mean P@10, and the share of questions whose very first answer is right."""
    reached, first = [], []
    for question in questions():
        found = [catalogue[one] for one in index.search(asked(question.text), TODAY).ids]
        right = sum(map(question.is_right, catalogue.values()))
        share = precision(found, right, question.is_right)
        if share is not None:
            reached.append(share)
            first.append(bool(found) and question.is_right(found[0]))
    return mean(reached), mean(first)


def _best_times(answer: Callable[[str], object]) -> list[float]:
    return [
        min(_seconds(partial(answer, question.text)) for _round in range(ROUNDS))
        for question in questions()
    ]


def _first_time(index: ProductIndex, question: Question) -> float:
    index.forget_words()
    return _seconds(lambda: index.search(asked(question.text), TODAY))


def _update(index: ProductIndex, catalogue: Catalogue, number: int) -> float:
    """Rename a product and let a reader see it."""
    document = catalogue[number].document
    changed = replace(document, name=f"{document.name} mới")
    return _seconds(
        lambda: index.update(number, lambda: changed) and index.check(), time.perf_counter
    )


def _scan(names: list[str], text: str) -> list[int]:
    words = [f" {word} " for word in fold(text).split()]
    return [at for at, name in enumerate(names) if all(word in name for word in words)]


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    began = clock()
    work()
    return clock() - began


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
