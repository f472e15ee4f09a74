"""Figures as shapes, in units of the picture: bars, lying bars, a line. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 14, 26
ROW = 46
LONGEST_NAME = 38


@dataclass(frozen=True)
class Figure:
    """One value: a short mark below the picture, the value, and the value in words."""

    mark: str
    value: int
    words: str


@dataclass(frozen=True)
class Bar:
    """A rectangle with its figure; `middle` is where its mark stands."""

    figure: Figure
    x: float
    y: float
    width: float
    height: float
    has_mark: bool = True

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Rung:
    """A line across, and the figure it stands for."""

    y: float
    text: str


@dataclass(frozen=True)
class Chart:
    """What a template draws. `line` is the path of a line chart, else empty."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    rungs: tuple[Rung, ...] = ()
    line: str = ""
    lies: bool = False


def top_of(highest: int) -> int:
    """The end of a scale: an even 2, 4, 6, 10, 20 … that holds the highest value."""
    if highest <= 2:
        return 2
    size = int(10 ** (len(str(highest)) - 1))
    steps = (1, 2, 4, 6, 10) if size > 1 else (2, 4, 6, 10)
    return next(step * size for step in steps if step * size >= highest)


def plain(value: int) -> str:
    """ "1.250"."""
    return f"{value:,}".replace(",", ".")


def bars(figures: Sequence[Figure], tell: Callable[[int], str] = plain) -> Chart:
    """Bars side by side; marks under every one, or every few where they would touch."""
    top = top_of(max((one.value for one in figures), default=0))
    slot = (WIDTH - LEFT - RIGHT) / max(len(figures), 1)
    every = 1 if slot >= 40 else 2 if slot >= 20 else 4
    drawn = []
    for place, one in enumerate(figures):
        height = _high(one.value, top)
        drawn.append(
            Bar(
                one,
                round(LEFT + place * slot + slot * 0.15, 1),
                round(HEIGHT - BOTTOM - height, 1),
                round(slot * 0.7, 1),
                height,
                (len(figures) - 1 - place) % every == 0,
            )
        )
    return Chart(WIDTH, HEIGHT, tuple(drawn), _rungs(top, tell))


def line(figures: Sequence[Figure], tell: Callable[[int], str] = plain) -> Chart:
    """A line from value to value; each value keeps a rectangle for its dot and its words."""
    chart = bars(figures, tell)
    points = [f"{one.middle:g} {one.y:g}" for one in chart.bars]
    path = f"M{' L'.join(points)}" if len(points) > 1 else ""
    return Chart(WIDTH, HEIGHT, chart.bars, chart.rungs, path)


def lying(figures: Sequence[Figure]) -> Chart:
    """Bars that lie, each with its name above it: for things, not for days."""
    top = max((one.value for one in figures), default=0) or 1
    drawn = tuple(
        Bar(
            one,
            0,
            place * ROW + 20,
            round(max(one.value * (WIDTH - 70) / top, 2 if one.value else 0), 1),
            16,
        )
        for place, one in enumerate(figures)
    )
    return Chart(WIDTH, max(len(figures), 1) * ROW, drawn, lies=True)


def _high(value: int, top: int) -> float:
    """How high a bar is; what is not nothing is seen."""
    room = HEIGHT - TOP - BOTTOM
    return round(max(value * room / top, 1.5 if value else 0), 1)


def _rungs(top: int, tell: Callable[[int], str]) -> tuple[Rung, ...]:
    return tuple(
        Rung(round(HEIGHT - BOTTOM - _high(value, top), 1), tell(value))
        for value in (0, top // 2, top)
    )
