"""The drawn pictures, made ready by as many processes as there are cores."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from catalog.kernel.files import Picture, PictureStore
from storefront.demo.drawing.pictures import draw

Told = Callable[[int, int], None]


def prepare(folder: Path, names: Iterable[str], width: int, tell: Told) -> dict[str, Picture]:
    """Draw and keep these pictures; doing it again finds the same files."""
    wanted = sorted(set(names))
    kept: dict[str, Picture] = {}
    # A fresh interpreter for each helper: a fork would inherit threads and database handles.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as helpers:
        jobs = {helpers.submit(_keep, folder, name, width): name for name in wanted}
        for done, job in enumerate(as_completed(jobs), start=1):
            kept[jobs[job]] = job.result()
            tell(done, len(wanted))
    return kept


def _keep(folder: Path, name: str, width: int) -> Picture:
    return PictureStore(folder).keep_drawn(draw(name, width))
