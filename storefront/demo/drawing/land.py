"""What landscapes are made of: sky, hills, water, fields, trees, boats, houses, people."""

import math

from storefront.demo.drawing.canvas import Blend, Canvas, Paint, darker, lighter, mix
from storefront.demo.drawing.shapes import (
    Point,
    Shape,
    blob,
    brush,
    curve,
    ellipse,
    leaf,
    polygon,
    rect,
    towards,
)


def sky(c: Canvas, high: str, low: str, sun: Point | None = None, tint: str = "#fff3cf") -> None:
    c.ground(Blend(high, low))
    if sun:
        c.glow(*sun, 420, tint, 0.55)
        c.fill(ellipse(*sun, 56), tint, opacity=0.95, blur=1.5)


def cloud(
    c: Canvas, x: float, y: float, w: float, colour: str = "#ffffff", opacity: float = 0.7
) -> None:
    puffs = Shape(())
    for dx, dy, r in (
        (-0.36, 0.02, 0.13),
        (-0.16, -0.06, 0.19),
        (0.1, -0.1, 0.22),
        (0.34, 0, 0.14),
    ):
        puffs += ellipse(x + dx * w, y + dy * w, r * w, r * w * 0.72)
    puffs += rect(x - w * 0.48, y - w * 0.03, w * 0.96, w * 0.13, w * 0.06)
    c.fill(puffs, colour, opacity=opacity, blur=3)


def ridge(c: Canvas, y: float, rise: float, waves: float, paint: Paint, phase: float = 0) -> Shape:
    """A range of hills or a far wood from edge to edge, down to the bottom of the picture."""
    line = []
    for n in range(27):
        x = -60 + n * 44
        t = x / 1000 * waves * math.tau + phase
        line.append((x, y - rise * (0.5 + 0.32 * math.sin(t) + 0.18 * math.sin(2.3 * t + 1.7))))
    shape = Shape(((*curve(line), (1120, 1000), (-80, 1000)),))
    c.fill(shape, paint)
    return shape


def ground(c: Canvas, y: float, paint: Paint) -> Shape:
    shape = rect(-20, y, 1040, 1000 - y)
    c.fill(shape, paint)
    return shape


def water(c: Canvas, y: float, high: str, low: str, bottom: float = 940) -> Shape:
    shape = rect(-20, y, 1040, bottom - y)
    c.fill(shape, Blend(high, low))
    for n in range(38):
        t = n / 38
        wy = y + (bottom - y) * t * t + 4
        x, w = c.random.uniform(-60, 960), 50 + 190 * t
        c.fill(
            brush([(x, wy), (x + w / 2, wy + 3), (x + w, wy)], [0.5, 2 + 5 * t, 0.5]),
            lighter(high, 0.5),
            opacity=0.3 + 0.2 * t,
            inside=shape,
        )
    return shape


def furrows(
    c: Canvas,
    horizon: float,
    meet: Point,
    first: str,
    second: str,
    many: int = 13,
    bottom: float = 960,
) -> None:
    """Rows that run away from us to one point."""
    field = rect(-20, horizon, 1040, bottom - horizon)
    c.fill(field, Blend(mix(first, second, 0.5), first))
    mx, my = meet
    for n in range(-many, many + 1):
        near = 500 + n * 150
        far = mx + (near - mx) * max(0.0, (horizon - my) / (bottom - my))
        half = 38 * max(0.05, (horizon - my) / (bottom - my))
        c.fill(
            polygon(
                (far - half, horizon),
                (far + half, horizon),
                (near + 40, bottom),
                (near - 40, bottom),
            ),
            Blend(mix(second, first, 0.35), second),
            inside=field,
        )


def tufts(
    c: Canvas, y: float, many: int, height: float, colours: tuple[str, ...], spread: float = 40
) -> None:
    """A stand of grass or rice along a line, blades leaning both ways."""
    for _ in range(many):
        x, base = c.random.uniform(-20, 1020), y + c.random.uniform(-spread, spread)
        lean = c.random.uniform(-34, 34)
        tall = height * c.random.uniform(0.6, 1.15)
        c.fill(
            brush(
                [(x, base), (x + lean * 0.3, base - tall * 0.6), (x + lean, base - tall)],
                [height * 0.07, height * 0.06, 0.5],
            ),
            c.random.choice(colours),
        )


def bush(c: Canvas, x: float, y: float, w: float, h: float, colour: str) -> Shape:
    """A round crown of many lobes: dark below and behind, lit above on the left."""
    lobes = (
        (-0.3, 0.3, 0.2),
        (0.3, 0.3, 0.2),
        (0, 0.26, 0.24),
        (-0.34, 0.52, 0.17),
        (0.34, 0.54, 0.17),
        (0.16, 0.7, 0.21),
        (-0.18, 0.72, 0.21),
        (0.02, 0.82, 0.17),
        (0.02, 0.5, 0.24),
    )
    crown = Shape(())
    for n, (dx, dy, r) in enumerate(lobes):
        lobe = ellipse(x + dx * w, y - dy * h, r * w, r * w * 0.86)
        crown += lobe
        tone = mix(darker(colour, 0.28), lighter(colour, 0.2), dy * 0.8 - dx * 0.5 + 0.03 * n)
        c.solid(lobe, tone, depth=w * 0.07, light=0.4, shade=0.4)
    for n in range(max(10, int(w / 6))):
        px, py = x + c.random.uniform(-0.44, 0.4) * w, y - c.random.uniform(0.12, 0.95) * h
        tone = (
            lighter(colour, 0.4) if py + px * 0.3 < y - h * 0.5 + x * 0.3 else darker(colour, 0.25)
        )
        c.fill(
            leaf(px, py, c.random.uniform(20, 160) + n, w * 0.07, w * 0.034),
            tone,
            opacity=0.5,
            inside=crown,
        )
    return crown


def tree(c: Canvas, x: float, y: float, h: float, colour: str, bark: str = "#5f4730") -> Shape:
    c.shadow(ellipse(x + h * 0.12, y, h * 0.36, h * 0.05), opacity=0.35, blur=10)
    c.solid(
        brush(
            [(x, y), (x - h * 0.02, y - h * 0.3), (x + h * 0.02, y - h * 0.55)],
            [h * 0.1, h * 0.065, h * 0.05],
        ),
        bark,
        depth=h * 0.02,
    )
    return bush(c, x, y - h * 0.3, h * 0.78, h * 0.7, colour)


def coconut_palm(
    c: Canvas, x: float, y: float, h: float, lean: float = 0.12, green: str = "#2f6b45"
) -> None:
    top = (x + lean * h, y - h)
    c.fill(
        brush([(x, y), (x + lean * h * 0.25, y - h * 0.5), top], [h * 0.055, h * 0.036, h * 0.032]),
        Blend("#8a6d4a", "#5b452e", 0),
    )
    for n, degrees in enumerate((200, -20, 165, 15, 130, 50, 95, 222, -42)):
        frond(c, *top, degrees, h * (0.42 - 0.02 * (n % 3)), mix(green, "#8fb05a", 0.1 * (n % 4)))
    for dx, dy in ((-0.03, 0.035), (0.025, 0.045), (0, 0.06)):
        c.solid(
            ellipse(top[0] + dx * h, top[1] + dy * h, h * 0.028, h * 0.032),
            "#7a8a3a",
            depth=h * 0.008,
        )


def frond(c: Canvas, x: float, y: float, degrees: float, length: float, colour: str) -> None:
    """A feather of a palm: a bowed rib with leaflets hanging from it."""
    up = 1 if 90 > degrees > -90 else -1
    tip = towards(x, y, degrees - 16 * up, length)
    mid = towards(*towards(x, y, degrees, length * 0.5), 90, length * 0.16)
    line = curve([(x, y), mid, tip], steps=9)
    for n, (px, py) in enumerate(line[1:], start=1):
        size = length * 0.3 * math.sin(math.pi * min(0.96, n / len(line) + 0.08))
        for side in (-62, -112):
            c.fill(
                leaf(px, py, side + 12 * up, size, size * 0.2), darker(colour, 0.12 * (side < -90))
            )
    c.fill(brush([(x, y), mid, tip], [length * 0.03, length * 0.02, 0.5]), lighter(colour, 0.3))


def fan_palm(c: Canvas, x: float, y: float, h: float, green: str = "#4d6b35") -> None:
    """Thốt nốt: a straight trunk and a round head of fans."""
    c.fill(
        brush([(x, y), (x + 3, y - h * 0.5), (x, y - h)], [h * 0.06, h * 0.045, h * 0.05]),
        Blend("#7d6a50", "#463a2c", 0),
    )
    c.fill(ellipse(x, y - h * 1.02, h * 0.15), darker(green, 0.35))
    for n in range(17):
        degrees = -50 + n * 280 / 16
        px, py = towards(x, y - h, degrees, h * 0.07)
        for k in range(-3, 4):
            c.fill(
                leaf(px, py, degrees + k * 13, h * 0.17, h * 0.028),
                mix(green, "#94a552", 0.12 * ((n + k) % 4)),
            )
    for dx in (-0.03, 0.02, 0.05):
        c.solid(ellipse(x + dx * h, y - h * 0.95, h * 0.022), "#2f2028", depth=3)


def banana(c: Canvas, x: float, y: float, h: float, green: str = "#4d8a4a") -> None:
    c.fill(
        brush([(x, y), (x + 4, y - h * 0.5)], [h * 0.1, h * 0.07]), Blend("#a3b070", "#6b7d42", 0)
    )
    for n, degrees in enumerate((170, 12, 145, 38, 118, 66, 92)):
        length = h * (0.58 + 0.03 * (n % 3))
        shape = leaf(
            x + 3, y - h * 0.46, degrees, length, h * 0.17, (12 if degrees > 90 else -12) * h / 100
        )
        c.solid(shape, mix(green, "#a3c05a", 0.1 * (n % 4)), depth=h * 0.03)
        mid = towards(x + 3, y - h * 0.46, degrees, length * 0.9)
        c.fill(
            brush([(x + 3, y - h * 0.46), mid], [h * 0.012, 1]),
            "#dfe8b0",
            opacity=0.5,
            inside=shape,
        )


def boat(c: Canvas, x: float, y: float, w: float, colour: str = "#6b4a2a") -> None:
    """A sampan with its reflection."""
    hull = blob(
        (x - w / 2, y - w * 0.09),
        (x - w * 0.36, y + w * 0.03),
        (x, y + w * 0.075),
        (x + w * 0.36, y + w * 0.03),
        (x + w / 2, y - w * 0.1),
        (x + w * 0.3, y - w * 0.02),
        (x, y),
        (x - w * 0.3, y - w * 0.02),
    )
    c.fill(hull.scaled(1, -0.8, (x, y + w * 0.07)), darker(colour, 0.5), opacity=0.35, blur=7)
    c.solid(hull, colour, depth=w * 0.04)
    c.fill(
        brush(
            [(x - w * 0.47, y - w * 0.085), (x, y + w * 0.012), (x + w * 0.47, y - w * 0.095)],
            [w * 0.012, w * 0.018, w * 0.012],
        ),
        lighter(colour, 0.45),
    )


def person(c: Canvas, x: float, y: float, h: float, shirt: str = "#7d4a5c") -> None:
    """Someone at work under a palm-leaf hat, seen from a distance."""
    c.solid(
        blob(
            (x - h * 0.16, y),
            (x - h * 0.15, y - h * 0.4),
            (x - h * 0.05, y - h * 0.66),
            (x + h * 0.06, y - h * 0.66),
            (x + h * 0.16, y - h * 0.38),
            (x + h * 0.15, y),
        ),
        shirt,
        depth=h * 0.05,
    )
    c.fill(ellipse(x, y - h * 0.7, h * 0.075, h * 0.09), "#c99a72")
    c.solid(
        polygon(
            (x - h * 0.24, y - h * 0.72),
            (x, y - h * 0.96),
            (x + h * 0.24, y - h * 0.72),
            (x, y - h * 0.68),
        ),
        "#ead6a2",
        depth=h * 0.04,
    )


def house(
    c: Canvas, x: float, y: float, w: float, roof: str = "#a5623a", wall: str = "#efe0c2"
) -> None:
    c.shadow(ellipse(x + w * 0.1, y + 3, w * 0.6, w * 0.06), opacity=0.35, blur=9)
    c.fill(rect(x - w * 0.4, y - w * 0.3, w * 0.8, w * 0.3), Blend(wall, darker(wall, 0.2), 0))
    c.fill(rect(x - w * 0.09, y - w * 0.22, w * 0.18, w * 0.22), darker(roof, 0.45))
    for side in (-0.28, 0.2):
        c.fill(rect(x + w * side, y - w * 0.2, w * 0.1, w * 0.09), darker(roof, 0.4))
    c.solid(
        polygon(
            (x - w * 0.54, y - w * 0.27),
            (x - w * 0.34, y - w * 0.52),
            (x + w * 0.34, y - w * 0.52),
            (x + w * 0.54, y - w * 0.27),
        ),
        roof,
        depth=w * 0.04,
    )


def birds(c: Canvas, x: float, y: float, many: int, colour: str = "#ffffff") -> None:
    for n in range(many):
        bx, by = x + n * 46 + c.random.uniform(-14, 14), y + 22 * math.sin(n * 1.9)
        for side in (-1, 1):
            c.fill(
                brush([(bx, by), (bx + side * 10, by - 9), (bx + side * 21, by - 4)], [4, 3, 0.5]),
                colour,
                opacity=0.9,
            )
