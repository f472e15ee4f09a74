"""Outlines as points. A picture is 1000 units wide and 925 high, whatever its size in pixels."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One or more closed outlines that are filled together."""

    rings: tuple[tuple[Point, ...], ...]

    def __add__(self, other: "Shape") -> "Shape":
        return Shape(self.rings + other.rings)

    @property
    def box(self) -> tuple[float, float, float, float]:
        xs = [x for ring in self.rings for x, _ in ring]
        ys = [y for ring in self.rings for _, y in ring]
        return min(xs), min(ys), max(xs), max(ys)

    def moved(self, dx: float, dy: float) -> "Shape":
        return Shape(tuple(tuple((x + dx, y + dy) for x, y in ring) for ring in self.rings))

    def turned(self, degrees: float, about: Point) -> "Shape":
        sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        ax, ay = about
        return Shape(
            tuple(
                tuple(
                    (ax + (x - ax) * cos - (y - ay) * sin, ay + (x - ax) * sin + (y - ay) * cos)
                    for x, y in ring
                )
                for ring in self.rings
            )
        )

    def scaled(self, sx: float, sy: float, about: Point) -> "Shape":
        ax, ay = about
        return Shape(
            tuple(
                tuple((ax + (x - ax) * sx, ay + (y - ay) * sy) for x, y in ring)
                for ring in self.rings
            )
        )


def together(shapes: Iterable[Shape]) -> Shape:
    return Shape(tuple(ring for shape in shapes for ring in shape.rings))


def polygon(*points: Point) -> Shape:
    return Shape((points,))


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None, turn: float = 0) -> Shape:
    ry = rx if ry is None else ry
    steps = max(20, min(140, int(max(rx, ry) * 0.9)))
    ring = tuple(
        (cx + rx * math.cos(a), cy + ry * math.sin(a))
        for a in (2 * math.pi * n / steps for n in range(steps))
    )
    shape = Shape((ring,))
    return shape.turned(turn, (cx, cy)) if turn else shape


def rect(x: float, y: float, w: float, h: float, r: float = 0) -> Shape:
    """A rectangle from its top left corner, its corners rounded by `r`."""
    if r <= 0:
        return polygon((x, y), (x + w, y), (x + w, y + h), (x, y + h))
    r = min(r, w / 2, h / 2)
    ring: list[Point] = []
    corners: tuple[tuple[float, float, int], ...] = (
        (x + w - r, y + r, -90),
        (x + w - r, y + h - r, 0),
    )
    corners += ((x + r, y + h - r, 90), (x + r, y + r, 180))
    for cx, cy, start in corners:
        for step in range(9):
            a = math.radians(start + 90 * step / 8)
            ring.append((cx + r * math.cos(a), cy + r * math.sin(a)))
    return Shape((tuple(ring),))


def curve(points: Sequence[Point], *, closed: bool = False, steps: int = 14) -> list[Point]:
    """A smooth line through the points (Catmull-Rom)."""
    given = list(points)
    first, last = (given[-1:], given[:2]) if closed else (given[:1], given[-1:])
    around = [*first, *given, *last]
    line: list[Point] = []
    for p0, p1, p2, p3 in zip(around, around[1:], around[2:], around[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append(
                (_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t))
            )
    if not closed:
        line.append(given[-1])
    return line


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def blob(*points: Point) -> Shape:
    """A closed smooth outline through the points."""
    return Shape((tuple(curve(points, closed=True)),))


def brush(points: Sequence[Point], widths: Sequence[float], *, steps: int = 14) -> Shape:
    """A stroke along a smooth line; its width runs through `widths` from start to end."""
    line = curve(points, steps=steps) if len(points) > 2 else _straight(points)
    count = len(line) - 1
    left: list[Point] = []
    right: list[Point] = []
    for n, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(n - 1, 0)], line[min(n + 1, count)]
        length = math.hypot(bx - ax, by - ay) or 1
        half = _between(widths, n / count) / 2
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    ends = [ellipse(*line[at], widths[at] / 2).rings[0] for at in (0, -1) if widths[at] > 1.5]
    return Shape((tuple(left + right[::-1]), *ends))


def _straight(points: Sequence[Point]) -> list[Point]:
    (ax, ay), (bx, by) = points
    return [(ax + (bx - ax) * n / 16, ay + (by - ay) * n / 16) for n in range(17)]


def _between(values: Sequence[float], t: float) -> float:
    """The width at `t` of the stroke, bending through the given widths without corners."""
    last = len(values) - 1
    if last < 2:
        return values[0] + (values[-1] - values[0]) * t
    low = min(int(t * last), last - 1)
    a, b, c, d = (values[min(max(low + n, 0), last)] for n in (-1, 0, 1, 2))
    return max(0.0, _spline(a, b, c, d, t * last - low))


def towards(x: float, y: float, degrees: float, length: float) -> Point:
    """The point `length` away; 0 degrees is right, 90 is up."""
    a = math.radians(degrees)
    return x + math.cos(a) * length, y - math.sin(a) * length


LEAF_WIDTHS = (0, 0.62, 0.93, 1.0, 0.9, 0.68, 0.38, 0)
GRAIN_WIDTHS = (0.25, 0.8, 0.97, 1.0, 0.95, 0.75, 0.2)


def leaf(x: float, y: float, degrees: float, length: float, width: float, bend: float = 0) -> Shape:
    """A leaf that grows from (x, y); `bend` bows its rib to one side."""
    tip = towards(x, y, degrees, length)
    mx, my = towards(x, y, degrees, length / 2)
    bx, by = towards(mx, my, degrees + 90, bend)
    return brush([(x, y), (bx, by), tip], [width * w for w in LEAF_WIDTHS])


def rib(x: float, y: float, degrees: float, length: float, width: float, bend: float = 0) -> Shape:
    """The middle line of the leaf with the same measures."""
    tip = towards(x, y, degrees, length * 0.94)
    mx, my = towards(x, y, degrees, length / 2)
    bx, by = towards(mx, my, degrees + 90, bend)
    return brush([(x, y), (bx, by), tip], [width, width * 0.5, 0.2])


def grain(x: float, y: float, degrees: float, length: float, width: float) -> Shape:
    """A grain of rice, a seed, a petal: round at both ends, centred on (x, y)."""
    start = towards(x, y, degrees + 180, length / 2)
    end = towards(x, y, degrees, length / 2)
    return brush([start, end], [width * w for w in GRAIN_WIDTHS])


def lathe(cx: float, *profile: Point) -> Shape:
    """A pot or bottle from its profile: (half width, height) from top to bottom, as turned."""
    right = [(cx + r, y) for r, y in profile]
    left = [(cx - r, y) for r, y in reversed(profile)]
    return Shape((tuple(right + left),))


def smooth_lathe(cx: float, *profile: Point) -> Shape:
    """The same with a smooth side."""
    line = curve([(r, y) for r, y in profile])
    return lathe(cx, *line)
