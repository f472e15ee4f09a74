"""Orchards and beds of flowers, woods and hives."""

from storefront.demo.drawing.canvas import Blend, Canvas, darker, lighter
from storefront.demo.drawing.land import (
    banana,
    coconut_palm,
    ground,
    house,
    person,
    ridge,
    sky,
    tree,
    tufts,
    water,
)
from storefront.demo.drawing.shapes import (
    blob,
    brush,
    ellipse,
    leaf,
    polygon,
    rect,
    smooth_lathe,
    towards,
)
from storefront.demo.drawing.things import ball, leaf_on


def drying_racks(c: Canvas) -> None:
    """Rice paper on bamboo frames in the yard."""
    sky(c, "#a9c7cf", "#f1ead2", (800, 160))
    ridge(c, 400, 60, 2.8, "#7fa078", 0.7)
    banana(c, 120, 470, 260)
    banana(c, 220, 470, 200)
    house(c, 700, 480, 330, "#9a5a38")
    ground(c, 460, Blend("#d9bf8c", "#b08e58"))
    for row, (y, w) in enumerate(((540, 150), (660, 210), (830, 290))):
        for n in range(6):
            x = 70 + n * w * 1.18 + row * 18
            frame = polygon(
                (x - w * 0.46, y - w * 0.1),
                (x + w * 0.4, y - w * 0.14),
                (x + w * 0.5, y + w * 0.2),
                (x - w * 0.42, y + w * 0.25),
            )
            c.shadow(frame.moved(w * 0.06, w * 0.12), opacity=0.3, blur=8)
            c.solid(frame, "#b98f52", depth=6)
            for k in range(3):
                px = x - w * 0.27 + k * w * 0.29
                c.solid(
                    ellipse(px, y + w * 0.05 - k * w * 0.012, w * 0.145, w * 0.095),
                    "#fbf3dc",
                    depth=6,
                )
    person(c, 430, 560, 150, "#a5533f")


def banana_garden(c: Canvas) -> None:
    sky(c, "#b9d3b0", "#f3efd2", (260, 180))
    ridge(c, 420, 70, 2.6, "#7fa570", 0.3)
    ground(c, 480, Blend("#8f8a4a", "#5f5a2c"))
    for n, (x, y, h) in enumerate(
        ((80, 560, 330), (300, 540, 290), (520, 545, 300), (740, 540, 290), (930, 560, 330))
    ):
        banana(c, x, y, h, ("#4d8a4a", "#5b9650")[n % 2])
    for x, y, h in ((170, 760, 560), (860, 780, 600)):
        banana(c, x, y, h, "#3f7d45")
    for row in range(5):
        for n in range(6):
            x, y = 812 + n * 17 - row * 3, 500 + row * 46
            c.solid(
                brush([(x, y), (x + 5, y + 24), (x - 2, y + 44)], [7, 15, 6]),
                ("#d9c24a", "#b9bd4a")[n % 2],
                depth=5,
            )
    c.fill(brush([(850, 480), (858, 640), (852, 760)], [9, 8, 6]), "#6b6a2c", opacity=0.7)
    c.solid(leaf(852, 755, -90, 84, 56), "#7d2a3a", depth=12)
    tufts(c, 900, 60, 90, ("#6d8a3a", "#86a04a", "#4f6b2c"))


def fruit_on(c: Canvas, x: float, y: float, r: float, kind: str) -> None:
    if kind == "durian":
        c.solid(ellipse(x, y, r * 0.86, r), "#8a8f3a", depth=r * 0.4)
        for n in range(14):
            px, py = towards(x, y, n * 51, r * (0.2 + 0.045 * n))
            c.fill(
                polygon(
                    (px - r * 0.13, py + r * 0.1),
                    (px, py - r * 0.14),
                    (px + r * 0.13, py + r * 0.1),
                ),
                "#c9cc6a",
                opacity=0.8,
            )
        return
    ball(
        c,
        x,
        y,
        r,
        {"pomelo": "#9ab84f", "mango": "#e0a83a", "langsat": "#e0bd5a"}[kind],
        shine=0.35,
    )


def orchard(c: Canvas, kind: str, green: str, sun: tuple[float, float], warm: str) -> None:
    """Trees in rows with a ditch between the beds, one branch close to us."""
    sky(c, warm, "#fbf0d6", sun)
    ridge(c, 430, 60, 2.7, lighter(green, 0.45), sun[0] / 300)
    ground(c, 470, Blend("#9aa65a", "#5f6f35"))
    water(c, 700, "#a9c4b0", "#5f8a80", 790)
    ground(c, 790, Blend("#7d8f45", "#4f6030"))
    for n, (x, y, h) in enumerate(
        ((120, 500, 230), (330, 496, 215), (540, 494, 210), (750, 496, 215), (940, 500, 230))
    ):
        tree(c, x, y, h, (green, lighter(green, 0.1))[n % 2])
    for x, y, h in ((230, 690, 420), (760, 690, 430)):
        tree(c, x, y, h, green)
        for n in range(10):
            px, py = towards(x, y - h * 0.62, n * 137.5, h * (0.07 + 0.026 * n))
            fruit_on(c, px, py, 15 if kind != "durian" else 19, kind)
    c.solid(brush([(1040, 60), (820, 120), (600, 90)], [40, 26, 8]), "#5f4730", depth=10)
    for n in range(9):
        leaf_on(
            c,
            620 + n * 46,
            96 + 18 * (n % 3),
            -60 - n * 14,
            170,
            60,
            (green, lighter(green, 0.12))[n % 2],
        )
    for x, y in ((700, 230), (830, 260)):
        c.fill(brush([(x, 110), (x + 4, y - 60)], [7, 6]), "#5f4730")
        fruit_on(c, x, y, 74, kind)


def durian_orchard(c: Canvas) -> None:
    orchard(c, "durian", "#3f6b3a", (240, 190), "#b9cfae")


def pomelo_orchard(c: Canvas) -> None:
    orchard(c, "pomelo", "#4d8045", (300, 240), "#e9d2a8")


def mango_orchard(c: Canvas) -> None:
    orchard(c, "mango", "#3d6b45", (200, 170), "#e6c27a")


def langsat_orchard(c: Canvas) -> None:
    orchard(c, "langsat", "#56864a", (360, 210), "#c4d9c0")


def flower_village(c: Canvas) -> None:
    """Pots of chrysanthemums on stages above the water, tended from a boat."""
    sky(c, "#b5d0cf", "#fbf0d8", (760, 170))
    ridge(c, 410, 50, 3.0, "#7fa382", 0.9)
    coconut_palm(c, 110, 430, 230, 0.12)
    water(c, 430, "#cfdcc9", "#6d9488")
    for y, r, gap in ((470, 20, 52), (540, 31, 78), (650, 46, 112), (820, 68, 160)):
        c.fill(brush([(-20, y + r * 0.9), (1020, y + r * 0.9)], [r * 0.2, r * 0.2]), "#8a6a3f")
        for n in range(int(1040 / gap) + 1):
            x = n * gap + (y * 7 % gap) * 0.5
            if 430 < x < 600 and y > 600:
                continue
            c.solid(
                smooth_lathe(x, (r * 0.6, y + r * 0.3), (r * 0.5, y + r * 0.85)), "#a5683a", depth=6
            )
            dome = ellipse(x, y, r, r * 0.74)
            c.solid(dome, ("#f2bd2c", "#e9a926", "#d9582c")[int(n + y) % 3], depth=r * 0.5)
            for _ in range(int(r / 3)):
                px, py = towards(x, y, c.random.uniform(0, 360), c.random.uniform(0, r * 0.7))
                c.fill(
                    ellipse(px, py * 0.8 + y * 0.2, r * 0.09), "#ffe59a", opacity=0.8, inside=dome
                )
    person(c, 516, 735, 190, "#3f6b5a")
    c.solid(
        blob(
            (350, 700),
            (420, 765),
            (515, 785),
            (610, 765),
            (690, 696),
            (600, 728),
            (515, 738),
            (430, 730),
        ),
        "#6b4a2a",
        depth=12,
    )


def bee_wood(c: Canvas) -> None:
    """Hives under coffee trees in flower."""
    sky(c, "#cfdcae", "#fbf2cf", (300, 160))
    ridge(c, 400, 80, 2.3, "#93b07c", 0.2)
    for x, h in ((90, 380), (300, 330), (520, 350), (740, 330), (940, 390)):
        tree(c, x, 560, h, "#567f45")
    ground(c, 550, Blend("#94a552", "#5f7035"))
    for n, (x, y, s) in enumerate(
        ((200, 690, 130), (430, 650, 105), (640, 700, 135), (850, 660, 110))
    ):
        c.stand(x, y + s * 0.1, s * 0.6)
        c.fill(rect(x - s * 0.4, y, s * 0.1, s * 0.12), "#5f4730")
        c.fill(rect(x + s * 0.3, y, s * 0.1, s * 0.12), "#5f4730")
        c.solid(
            rect(x - s * 0.5, y - s * 0.6, s, s * 0.62, 6),
            ("#e9c270", "#8fb0a8", "#d98f5a", "#efe0bc")[n],
            depth=14,
        )
        c.solid(rect(x - s * 0.58, y - s * 0.7, s * 1.16, s * 0.13, 5), "#9a6a3c", depth=6)
        c.fill(rect(x - s * 0.2, y - s * 0.08, s * 0.4, s * 0.05, 3), "#3a2412")
    for n in range(15):
        x, y = 120 + (n * 173) % 800, 420 + (n * 97) % 300
        c.fill(ellipse(x, y, 9, 6, 20), "#e0a526")
        c.fill(ellipse(x + 4, y, 3, 6, 20), "#3a2412")
        c.fill(leaf(x, y - 4, 70, 15, 8) + leaf(x, y - 4, 120, 15, 8), "#ffffff", opacity=0.7)
    for n in range(20):
        x = n * 54
        leaf_on(c, x, 940, 60 + (n * 37) % 70, 130, 52, ("#3f7045", "#4d7d4a")[n % 2], veins=False)
        for k in range(5):
            px, py = towards(x + 20, 858 + (n % 3) * 14, 72 * k, 15)
            c.fill(ellipse(px, py, 12, 8, 72 * k), "#fffaf0")


def bamboo_wood(c: Canvas) -> None:
    sky(c, "#d3dfae", "#f6f2d6", (520, 300))
    for depth, (tone, many, w) in enumerate(
        (("#b3c98f", 22, 16), ("#86ab68", 15, 24), ("#5b8a4a", 9, 38))
    ):
        for n in range(many):
            x = (n + 0.5) * 1040 / many + c.random.uniform(-18, 18)
            c.fill(rect(x - w / 2, -20, w, 980), Blend(lighter(tone, 0.3), darker(tone, 0.3), 0))
            for k in range(9):
                y = 40.0 + k * 112 + (n * 41 % 90)
                c.fill(rect(x - w * 0.58, y, w * 1.16, w * 0.16, 3), darker(tone, 0.4), opacity=0.8)
            for k in range(4):
                leaf_y = 30 + (n * 83 + k * 190) % 560
                for side in (-30, -150):
                    c.fill(
                        leaf(x, leaf_y, side + k * 6, 90 + depth * 34, 14 + depth * 6, 8),
                        lighter(tone, 0.16),
                    )
    ground(c, 780, Blend("#8a7a45", "#56482a"))
    for x, h in ((200, 190), (360, 240), (560, 170), (720, 220)):
        shoot = blob(
            (x - h * 0.24, 880),
            (x - h * 0.2, 880 - h * 0.5),
            (x, 880 - h),
            (x + h * 0.2, 880 - h * 0.5),
            (x + h * 0.24, 880),
            (x, 896),
        )
        c.solid(shoot, Blend("#c9a55c", "#7d5a2c", 60), depth=26)
        for k in range(4):
            y = 876 - h * (0.12 + 0.2 * k)
            c.fill(
                brush([(x - h * 0.2, y), (x, y - h * 0.1), (x + h * 0.2, y)], [4, 4]),
                "#5f431f",
                opacity=0.7,
                inside=shoot,
            )
