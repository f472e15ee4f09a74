"""A page of the running product held against the yardsticks."""

import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks.figures import Figure, Progress, Unmeasurable
from benchmarks.load import Target, compare, need_wrk
from benchmarks.yardsticks import bare_flask, nginx_files

NGINX_FILES = 5000


def measure_page(name: str, what: str, subject: Target, say: Progress) -> list[Figure]:
    """The figures of the subject's pages; a yardstick that is not here is named and left out."""
    need_wrk()
    page = _fetch(subject.origin + subject.paths[0])
    with ExitStack() as servers:
        yardsticks = [servers.enter_context(bare_flask())]
        try:
            nginx = nginx_files("nginx with files", page, NGINX_FILES)
            yardsticks.append(servers.enter_context(nginx))
        except Unmeasurable as missing:
            say(f"{name}: without nginx as a yardstick: {missing}")
        return compare(name, what, subject, yardsticks, say)


def all_answer(origin: str, paths: Sequence[str]) -> None:
    """Ask for each page once, so that what the first read makes is made before the clock runs."""
    for path in paths:
        _fetch(origin + path)


def _fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return bytes(answer.read())
