"""Things that stand in many pictures: the stage, jars, bottles, bags, bowls, leaves, fruit."""

from storefront.demo.drawing.canvas import Blend, Canvas, Glow, darker, lighter, mix
from storefront.demo.drawing.shapes import (
    Point,
    Shape,
    blob,
    brush,
    ellipse,
    leaf,
    polygon,
    rect,
    rib,
    smooth_lathe,
    together,
    towards,
)

CREAM, PAPER, LEAF, LEAF_DEEP = "#f6ead2", "#fbf8f1", "#1b6b45", "#0e4a2f"


def stage(c: Canvas, high: str, low: str, floor: str | None = None, horizon: float = 640) -> None:
    """A wall with light from the upper left and a table that catches it."""
    c.ground(Blend(high, low, 70))
    c.glow(250, 190, 620, lighter(high, 0.45), 0.55)
    table = floor or mix(low, "#2a1608", 0.22)
    top = blob(
        (-80, horizon + 12),
        (300, horizon - 6),
        (700, horizon + 4),
        (1100, horizon - 14),
        (1120, 1000),
        (500, 1060),
        (-120, 1000),
    )
    c.fill(top, Blend(lighter(table, 0.16), darker(table, 0.28)))
    c.fill(ellipse(330, horizon + 120, 520, 90), lighter(table, 0.4), opacity=0.35, blur=50)


def leaf_on(
    c: Canvas,
    x: float,
    y: float,
    degrees: float,
    length: float,
    width: float,
    colour: str,
    bend: float = 0,
    *,
    veins: bool = True,
) -> None:
    """A leaf with a lit half, a rib and veins."""
    shape = leaf(x, y, degrees, length, width, bend)
    c.solid(shape, colour, depth=width * 0.2, light=0.35, shade=0.4)
    tone = lighter(colour, 0.35)
    c.fill(rib(x, y, degrees, length, max(3.0, width * 0.07), bend), tone, opacity=0.8)
    if not veins:
        return
    for share in (0.25, 0.4, 0.55, 0.7):
        mx, my = towards(x, y, degrees, length * share)
        mx, my = towards(mx, my, degrees + 90, bend * (1 - (2 * share - 1) ** 2) * 0.95)
        for side in (48, -48):
            end = towards(mx, my, degrees + side, width * 0.42)
            c.fill(brush([(mx, my), end], [2.6, 0.4]), tone, opacity=0.55, inside=shape)


def mark(c: Canvas, x: float, y: float, size: float, colour: str, ground: str) -> None:
    """The leaf of the sign, as large as `size`."""
    s = size / 32

    def at(px: float, py: float) -> Point:
        return x + (px - 16) * s, y + (py - 16) * s

    c.fill(
        blob(
            at(16, 3),
            at(23, 9),
            at(25.6, 17),
            at(23.5, 24),
            at(16, 29),
            at(8.5, 24),
            at(6.4, 17),
            at(9, 9),
        ),
        colour,
    )
    for line in ([at(16, 9), at(16, 27)], [at(16, 17), at(11, 13)], [at(16, 21), at(21, 17)]):
        c.fill(brush(line, [2.2 * s, 2.2 * s]), ground)


def label(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    colour: str,
    tint: str,
    inside: Shape | None = None,
) -> None:
    """A paper label without words: a band, the leaf, two lines."""
    paper = rect(x - w / 2, y - h / 2, w, h, 6)
    c.fill(paper, Blend(lighter(colour, 0.4), darker(colour, 0.1), 20), inside=inside)
    c.fill(rect(x - w / 2, y - h / 2 + h * 0.08, w, h * 0.05), tint, inside=inside)
    c.fill(rect(x - w / 2, y + h / 2 - h * 0.13, w, h * 0.05), tint, inside=inside)
    mark(c, x, y - h * 0.1, min(w, h) * 0.42, tint, colour)
    for n, share in enumerate((0.5, 0.34)):
        c.fill(
            rect(x - w * share / 2, y + h * (0.17 + 0.09 * n), w * share, h * 0.035, 3),
            tint,
            opacity=0.6,
        )


def jar(
    c: Canvas,
    cx: float,
    base: float,
    w: float,
    h: float,
    content: str,
    *,
    lid: str = "#e9d3a6",
    level: float = 0.86,
    glass: str = "#dfe8dd",
) -> Shape:
    """A glass jar with something in it. Returns the inside, to draw more into."""
    r, top = w / 2, base - h
    body = smooth_lathe(
        cx,
        (r * 0.74, top + h * 0.1),
        (r * 0.78, top + h * 0.15),
        (r * 0.98, top + h * 0.24),
        (r, top + h * 0.4),
        (r, base - h * 0.2),
        (r * 0.97, base - h * 0.05),
        (r * 0.86, base),
    )
    c.stand(cx, base, r)
    c.fill(body, glass, opacity=0.42)
    full = rect(cx - r, base - h * level, w, h * level)
    inner = body.scaled(0.94, 0.965, (cx, base - h * 0.02))
    c.fill(full, Blend(lighter(content, 0.2), darker(content, 0.3), 60), inside=inner)
    c.fill(ellipse(cx, base - h * level, r * 0.92, h * 0.025), lighter(content, 0.4), inside=inner)
    c.fill(
        ellipse(cx - w * 0.14, base - h * 0.42, w * 0.22, h * 0.26),
        lighter(content, 0.6),
        opacity=0.42,
        blur=34,
        inside=inner,
    )
    gloss(c, cx, base, w, h * 0.74, body)
    cap = rect(cx - r * 0.8, top, w * 0.8, h * 0.13, 12)
    c.solid(cap, lid, depth=14)
    for n in range(1, 12):
        x = cx - r * 0.8 + w * 0.8 * n / 12
        c.fill(rect(x - 1.5, top + h * 0.03, 3, h * 0.085), darker(lid, 0.3), opacity=0.5)
    return inner


def gloss(c: Canvas, cx: float, base: float, w: float, h: float, inside: Shape) -> None:
    """The window's light on glass."""
    c.fill(
        brush(
            [
                (cx - w * 0.36, base - h * 0.88),
                (cx - w * 0.39, base - h * 0.5),
                (cx - w * 0.36, base - h * 0.16),
            ],
            [w * 0.03, w * 0.075, w * 0.02],
        ),
        "#ffffff",
        opacity=0.62,
        inside=inside,
        blur=1.5,
    )
    c.fill(
        brush(
            [(cx + w * 0.38, base - h * 0.8), (cx + w * 0.4, base - h * 0.2)], [w * 0.02, w * 0.03]
        ),
        "#ffffff",
        opacity=0.3,
        inside=inside,
        blur=2,
    )
    c.fill(inside, "#ffffff", opacity=0.05)


def bottle(
    c: Canvas,
    cx: float,
    base: float,
    w: float,
    h: float,
    content: str,
    *,
    cap: str = "#3a2a1c",
    neck: float = 0.3,
    level: float = 0.8,
) -> Shape:
    """A bottle with a long neck. Returns its outline."""
    r, top = w / 2, base - h
    body = smooth_lathe(
        cx,
        (r * neck, top + h * 0.05),
        (r * neck, top + h * 0.16),
        (r * (neck + 0.06), top + h * 0.24),
        (r * 0.86, top + h * 0.37),
        (r, top + h * 0.46),
        (r, base - h * 0.12),
        (r * 0.97, base - h * 0.02),
        (r * 0.88, base),
    )
    c.stand(cx, base, r)
    c.fill(body, lighter(content, 0.55), opacity=0.55)
    inner = body.scaled(0.93, 0.985, (cx, base - h * 0.01))
    c.fill(
        rect(cx - r, base - h * level, w, h * level),
        Blend(lighter(content, 0.22), darker(content, 0.35), 25),
        inside=inner,
    )
    c.fill(
        ellipse(cx - w * 0.1, base - h * 0.32, w * 0.2, h * 0.2),
        lighter(content, 0.65),
        opacity=0.4,
        blur=26,
        inside=inner,
    )
    gloss(c, cx, base, w, h * 0.6, body)
    top_cap = rect(cx - r * (neck + 0.08), top, w * (neck + 0.08), h * 0.085, 8)
    c.solid(top_cap, cap, depth=8)
    return body


def pouch(
    c: Canvas,
    cx: float,
    base: float,
    w: float,
    h: float,
    colour: str,
    tint: str,
    *,
    paper: str = CREAM,
) -> Shape:
    """A stand-up bag with a folded top and a label."""
    r, top = w / 2, base - h
    body = blob(
        (cx - r * 0.9, top + h * 0.1),
        (cx, top + h * 0.085),
        (cx + r * 0.9, top + h * 0.1),
        (cx + r * 1.0, base - h * 0.45),
        (cx + r * 1.03, base - h * 0.1),
        (cx + r * 0.88, base),
        (cx, base + h * 0.012),
        (cx - r * 0.88, base),
        (cx - r * 1.03, base - h * 0.1),
        (cx - r * 1.0, base - h * 0.45),
    )
    c.stand(cx, base, r)
    c.solid(body, Blend(lighter(colour, 0.12), darker(colour, 0.22), 20), depth=46)
    fold = polygon(
        (cx - r * 0.93, top),
        (cx + r * 0.93, top - 6),
        (cx + r * 0.94, top + h * 0.13),
        (cx - r * 0.94, top + h * 0.14),
    )
    c.shadow(fold.moved(3, 10), opacity=0.3, blur=8)
    c.solid(fold, lighter(colour, 0.1), depth=10)
    for n in (0.05, 0.085):
        c.fill(rect(cx - r * 0.93, top + h * n, r * 1.86, 2.5), darker(colour, 0.35), opacity=0.6)
    c.fill(
        brush([(cx - r * 0.75, base - h * 0.2), (cx - r * 0.55, base - h * 0.06)], [2, 10, 1]),
        darker(colour, 0.4),
        opacity=0.35,
        blur=5,
    )
    label(c, cx, base - h * 0.42, w * 0.62, h * 0.46, paper, tint)
    return body


def bowl(
    c: Canvas, cx: float, rim: float, w: float, h: float, colour: str, band: str | None = None
) -> Shape:
    """A bowl seen a little from above. Returns the opening, to heap things into."""
    r = w / 2
    body = smooth_lathe(
        cx,
        (r, rim),
        (r * 0.96, rim + h * 0.3),
        (r * 0.74, rim + h * 0.75),
        (r * 0.42, rim + h * 0.96),
        (r * 0.4, rim + h),
    )
    c.stand(cx, rim + h, r * 0.62, opacity=0.5)
    c.shadow(ellipse(cx + r * 0.2, rim + h * 0.98, r * 0.95, r * 0.14), opacity=0.3, blur=24)
    c.solid(body, Blend(lighter(colour, 0.2), darker(colour, 0.25), 30), depth=36)
    if band:
        for n, share in enumerate((0.2, 0.27)):
            y = rim + h * share
            c.fill(
                brush(
                    [
                        (cx - r, y),
                        (cx - r * 0.5, y + r * 0.1),
                        (cx, y + r * 0.135),
                        (cx + r * 0.5, y + r * 0.1),
                        (cx + r, y),
                    ],
                    [7 - 4 * n, 7 - 4 * n],
                ),
                band,
                inside=body,
            )
    opening = ellipse(cx, rim, r, r * 0.24)
    c.fill(opening, lighter(colour, 0.35))
    inner = ellipse(cx, rim + 3, r * 0.94, r * 0.205)
    c.fill(inner, Blend(darker(colour, 0.45), darker(colour, 0.15)))
    return inner


def ball(c: Canvas, x: float, y: float, r: float, colour: str, *, shine: float = 0.5) -> None:
    """A round fruit or berry."""
    c.fill(
        ellipse(x, y, r),
        Glow(lighter(colour, 0.42), darker(colour, 0.3), (x - r * 0.32, y - r * 0.36), r * 1.55),
    )
    c.fill(
        ellipse(x - r * 0.36, y - r * 0.42, r * 0.2, r * 0.13, -35),
        "#ffffff",
        opacity=shine,
        blur=r * 0.05,
    )


def cloth(c: Canvas, points: list[Point], colour: str) -> Shape:
    """A piece of cloth laid on the table."""
    shape = blob(*points)
    c.shadow(shape.moved(8, 12), opacity=0.28, blur=12)
    c.solid(shape, colour, depth=20)
    return shape


def tray(c: Canvas, cx: float, cy: float, rx: float, colour: str = "#c99a5a") -> Shape:
    """A flat round bamboo tray (cái nia, cái mẹt) with its woven floor."""
    ry = rx * 0.42
    c.shadow(ellipse(cx + 22, cy + 36, rx * 1.02, ry * 1.02), opacity=0.42, blur=24)
    c.solid(ellipse(cx, cy + 14, rx, ry), darker(colour, 0.25), depth=16)
    c.solid(ellipse(cx, cy, rx, ry), colour, depth=14)
    floor = ellipse(cx, cy + 3, rx * 0.93, ry * 0.91)
    c.fill(floor, Blend(darker(colour, 0.12), lighter(colour, 0.22), 50))
    step = rx / 13
    for slope, tone in ((0.5, darker(colour, 0.4)), (-0.5, lighter(colour, 0.5))):
        strips = together(
            brush([(x - slope * ry * 2, cy - ry), (x + slope * ry * 2, cy + ry)], [3, 3])
            for x in (cx + n * step for n in range(-14, 15))
        )
        c.fill(strips, tone, opacity=0.3, inside=floor)
    return floor
