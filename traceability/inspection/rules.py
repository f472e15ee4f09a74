"""How a trace is told as an outline and drawn as a graph. Pure."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

COLUMN, ROW = 260, 76
"""Pixels from one box to the next, to the right and down."""
BOX = (212, 56)
MARGIN = 12
MOST_DRAWN = 80
"""More boxes than this are told as lists alone."""
LATE_DAYS = 7
"""An entry this many days after the act is pointed at; the rest is only named."""
SWEEPS = 4
"""Passes that untangle the lines; more change nothing to the eye."""


@dataclass(frozen=True)
class Edge:
    """This much of one batch went into another."""

    source: int
    target: int
    quantity: Decimal
    unit: str


@dataclass(frozen=True)
class Line:
    """A batch in the outline: how deep, and how much joins it to the one above.

    `is_repeat`: it stands above already, with all that hangs on it.
    """

    batch_id: int
    depth: int
    quantity: Decimal
    unit: str
    is_repeat: bool


@dataclass(frozen=True)
class Spot:
    """The upper left corner of a box."""

    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """Where every box stands, and how large the whole is, in pixels."""

    spots: dict[int, Spot]
    width: int
    height: int

    def curve(self, edge: Edge) -> str:
        """The path of a line from the right of one box to the left of the next."""
        start, end = self.spots[edge.source], self.spots[edge.target]
        x1, y1 = start.x + BOX[0], start.y + BOX[1] // 2
        x2, y2 = end.x, end.y + BOX[1] // 2
        middle = (x1 + x2) // 2
        return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def is_late(lag_days: int) -> bool:
    return lag_days >= LATE_DAYS


def outline(root: int, edges: Sequence[Edge], *, forward: bool) -> list[Line]:
    """What hangs on `root`, depth first; a batch met again is named but not told again."""
    following: dict[int, list[tuple[int, Edge]]] = defaultdict(list)
    for edge in edges:
        here, there = (edge.source, edge.target) if forward else (edge.target, edge.source)
        following[here].append((there, edge))
    told = {root}
    lines: list[Line] = []
    waiting = [(there, edge, 1) for there, edge in reversed(following[root])]
    while waiting:
        batch_id, edge, depth = waiting.pop()
        lines.append(Line(batch_id, depth, edge.quantity, edge.unit, batch_id in told))
        if batch_id in told:
            continue
        told.add(batch_id)
        waiting += [(one, way, depth + 1) for one, way in reversed(following[batch_id])]
    return lines


def draw(batch_ids: Collection[int], edges: Sequence[Edge]) -> Drawing:
    """Columns from the first field to the last pack; within a column few lines cross."""
    columns = _columns(batch_ids, edges)
    for _ in range(SWEEPS):
        _untangle(columns, edges)
    tallest = max((len(one) for one in columns), default=1)
    spots = {
        batch_id: Spot(
            MARGIN + COLUMN * number,
            MARGIN + ROW * place + (tallest - len(column)) * ROW // 2,
        )
        for number, column in enumerate(columns)
        for place, batch_id in enumerate(column)
    }
    width = 2 * MARGIN + COLUMN * (len(columns) - 1) + BOX[0]
    return Drawing(spots, width, 2 * MARGIN + ROW * (tallest - 1) + BOX[1])


def _columns(batch_ids: Collection[int], edges: Sequence[Edge]) -> list[list[int]]:
    """Each batch one column after the last of those it is made of."""
    depth = dict.fromkeys(sorted(batch_ids), 0)
    for _ in batch_ids:  # as many rounds as the longest way; a circle cannot run for ever
        moved = False
        for edge in edges:
            if depth[edge.target] <= depth[edge.source] < len(depth):
                depth[edge.target] = depth[edge.source] + 1
                moved = True
        if not moved:
            break
    columns: list[list[int]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for batch_id, number in depth.items():
        columns[number].append(batch_id)
    return [column for column in columns if column]


def _untangle(columns: list[list[int]], edges: Sequence[Edge]) -> None:
    """Put each box near the middle of those it is joined to."""
    place = {one: number for column in columns for number, one in enumerate(column)}
    joined: dict[int, list[int]] = defaultdict(list)
    for edge in edges:
        joined[edge.source].append(edge.target)
        joined[edge.target].append(edge.source)
    for column in columns:
        column.sort(key=lambda one: (_middle([place[other] for other in joined[one]]), one))
        place.update({one: number for number, one in enumerate(column)})


def _middle(places: Sequence[int]) -> float:
    return sum(places) / len(places) if places else 0.0
