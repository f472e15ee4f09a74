"""Pictures of rice, noodles, cakes and things from the dry pantry."""

import math

from storefront.demo.drawing.canvas import Blend, Canvas, darker, lighter, mix
from storefront.demo.drawing.shapes import (
    blob,
    brush,
    ellipse,
    grain,
    leaf,
    rect,
    towards,
)
from storefront.demo.drawing.things import (
    ball,
    bowl,
    cloth,
    jar,
    label,
    leaf_on,
    pouch,
    stage,
    tray,
)


def rice_heap(c: Canvas, cx: float, y: float, w: float, h: float, colour: str, many: int) -> None:
    """Rice piled up: a soft mound, then grains that catch the light."""
    mound = blob(
        (cx - w / 2, y),
        (cx - w * 0.3, y - h * 0.55),
        (cx, y - h),
        (cx + w * 0.3, y - h * 0.6),
        (cx + w / 2, y),
        (cx, y + h * 0.16),
    )
    c.solid(mound, Blend(lighter(colour, 0.3), darker(colour, 0.16), 60), depth=40, shade=0.35)
    for _ in range(many):
        t = c.random.uniform(-0.5, 0.5)
        top = h * (1 - (2 * abs(t)) ** 1.7)
        gx, gy = cx + t * w * 0.97, y - c.random.uniform(-0.06, 0.97) * top
        tone = (
            lighter(colour, c.random.uniform(0.2, 0.9))
            if c.random.random() < 0.7
            else darker(colour, 0.14)
        )
        c.fill(grain(gx, gy, c.random.uniform(0, 180), 30, 9.5), tone, inside=mound, opacity=0.95)


def ear_of_rice(c: Canvas, x: float, y: float, degrees: float, length: float, colour: str) -> None:
    """An ear heavy with grain, bowing."""
    tip = towards(x, y, degrees, length)
    mid = towards(*towards(x, y, degrees, length * 0.55), degrees + 90, length * 0.16)
    droop = (tip[0], tip[1] + length * 0.12)
    c.fill(brush([(x, y), mid, droop], [6, 4, 2]), darker(colour, 0.35))
    for n in range(13):
        t = 0.42 + 0.58 * n / 12
        px = (1 - t) ** 2 * x + 2 * t * (1 - t) * mid[0] + t * t * droop[0]
        py = (1 - t) ** 2 * y + 2 * t * (1 - t) * mid[1] + t * t * droop[1]
        for side in (38, -38):
            gx, gy = towards(px, py, degrees + side - 30 * t, 13)
            c.solid(grain(gx, gy, degrees + side - 30 * t, 31, 13), colour, depth=4)


def white_rice(c: Canvas) -> None:
    stage(c, "#d8c48a", "#a98a45", "#8e6f35")
    c.closer(1.12, 470, 760)
    for n, degrees in enumerate((118, 104, 92)):
        ear_of_rice(c, 742 + 14 * n, 560, degrees - 40, 400 - 24 * n, "#e9c257")
    bowl(c, 480, 560, 560, 250, "#2e6b4a", "#d8c48a")
    rice_heap(c, 480, 566, 520, 230, "#f5eddb", 420)
    for _ in range(16):
        x, y = c.random.uniform(120, 900), c.random.uniform(820, 880)
        c.shadow(grain(x + 3, y + 4, 20, 30, 9), opacity=0.3, blur=3)
        c.solid(grain(x, y, c.random.uniform(0, 180), 30, 10), "#f8f1e0", depth=3)


def red_rice(c: Canvas) -> None:
    stage(c, "#b9694a", "#74301f", "#5b2718")
    c.closer(1.12, 480, 780)
    pouch(c, 640, 800, 330, 520, "#d9b98a", "#8f3b24")
    bowl(c, 330, 640, 380, 170, "#efe0c4", "#8f3b24")
    rice_heap(c, 330, 644, 350, 140, "#a3543a", 260)


def coffee_bean(c: Canvas, x: float, y: float, degrees: float, size: float, colour: str) -> None:
    shape = ellipse(x, y, size, size * 0.68, -degrees)
    c.shadow(shape.moved(size * 0.12, size * 0.16), opacity=0.35, blur=size * 0.12)
    c.solid(shape, colour, depth=size * 0.36, light=0.55, shade=0.6)
    a, b = towards(x, y, degrees, size * 0.86), towards(x, y, degrees + 180, size * 0.86)
    m1 = towards(*towards(x, y, degrees, size * 0.34), degrees + 90, size * 0.12)
    m2 = towards(*towards(x, y, degrees + 180, size * 0.34), degrees - 90, size * 0.12)
    c.fill(
        brush([a, m1, m2, b], [2, size * 0.13, size * 0.13, 2]), darker(colour, 0.65), inside=shape
    )
    c.fill(
        brush([a, m1, m2, b], [1, size * 0.03, size * 0.03, 1]).moved(size * 0.06, size * 0.06),
        lighter(colour, 0.4),
        opacity=0.5,
        inside=shape,
    )


def coffee(c: Canvas) -> None:
    stage(c, "#8a5529", "#3d2310", "#2f1a0b")
    pouch(c, 600, 790, 400, 620, "#e4c79b", "#4b2a12")
    for n in range(26):
        x = 110 + 30 * n + c.random.uniform(-26, 26)
        y = 770 + c.random.uniform(-20, 90) - 40 * math.sin(n / 4)
        coffee_bean(
            c,
            x,
            y,
            c.random.uniform(0, 180),
            c.random.uniform(30, 40),
            c.random.choice(("#5b3415", "#6d401c", "#4b2a12")),
        )


def noodles(c: Canvas) -> None:
    stage(c, "#9cb59a", "#4f7458", "#6b4b2a")
    c.closer(1.18, 500, 1080)
    tray(c, 500, 690, 400)
    for bx, by, turn in ((350, 660, -16), (640, 650, 12), (500, 740, -4)):
        for n in range(34):
            off = (n - 17) * 4.2
            a = towards(*towards(bx, by, turn + 90, off * 0.62), turn + 180, 165 + (n * 7 % 13))
            b = towards(*towards(bx, by, turn + 90, off * 0.62), turn, 165 - (n * 5 % 17))
            m = towards(bx, by - 26 + off * 0.5, turn + 90, off)
            tone = mix("#fdf6e4", "#d9c8a0", (n * 37 % 10) / 10)
            c.fill(brush([a, m, b], [4.6, 5.4, 4.6]), tone)
        band = rect(bx - 15, by - 92, 30, 148, 5).turned(-turn, (bx, by - 20))
        c.solid(band, Blend("#c9573a", "#8f2f1b"), depth=8)
    leaf_on(c, 800, 800, 160, 190, 70, "#3f8a55", 14)


def rice_paper(c: Canvas) -> None:
    stage(c, "#d3a565", "#8d6428", "#6c4a20")
    for n, (x, y) in enumerate(((420, 540), (560, 500), (500, 610))):
        disc = ellipse(x, y, 250, 236, n * 20)
        c.shadow(disc.moved(14, 22), opacity=0.35, blur=16)
        c.solid(disc, Blend("#fbeccb", "#e6c894", 50), depth=26, light=0.4, shade=0.3)
        for _ in range(46):
            a, r = c.random.uniform(0, 360), 220 * math.sqrt(c.random.random())
            px, py = towards(x, y, a, r)
            tone = c.random.choice(("#caa15e", "#b8843f", "#8c5a2b", "#fff8e6"))
            c.fill(ellipse(px, py, c.random.uniform(3, 7)), tone, opacity=0.75, inside=disc)
        for _ in range(7):
            px, py = towards(x, y, c.random.uniform(0, 360), c.random.uniform(40, 190))
            c.fill(
                ellipse(px, py, c.random.uniform(18, 40), 16, 30),
                "#c98f45",
                opacity=0.32,
                blur=10,
                inside=disc,
            )
    coconut_half(c, 800, 760, 120)


def coconut_half(c: Canvas, x: float, y: float, r: float) -> None:
    c.stand(x, y + r * 0.72, r * 0.8)
    c.solid(
        blob(
            (x - r, y),
            (x - r * 0.8, y + r * 0.55),
            (x, y + r * 0.82),
            (x + r * 0.8, y + r * 0.55),
            (x + r, y),
            (x, y + r * 0.2),
        ),
        "#6b4426",
        depth=22,
    )
    for n in range(18):
        sx = x - r * 0.9 + n * r * 0.105
        c.fill(
            brush([(sx, y + r * 0.2), (sx + 8, y + r * 0.6)], [2.5, 0.6]), "#9a6b3f", opacity=0.6
        )
    c.solid(ellipse(x, y, r, r * 0.5), "#5b3820", depth=6)
    c.fill(ellipse(x, y, r * 0.92, r * 0.45), Blend("#ffffff", "#efe7d6", 60))
    c.fill(ellipse(x, y + r * 0.05, r * 0.68, r * 0.31), Blend("#cfc6b2", "#f7f2e6", 70))


def pia_cakes(c: Canvas) -> None:
    stage(c, "#e0a955", "#a5652a", "#7d4a20")
    c.closer(1.22, 490, 980)
    c.stand(480, 800, 330)
    plate = ellipse(480, 762, 380, 110)
    c.shadow(plate.moved(14, 26), opacity=0.35, blur=20)
    c.solid(plate, "#f3ead9", depth=14)
    c.solid(ellipse(480, 754, 320, 84), "#e7dac2", depth=10)
    for x, y, r in ((350, 690, 128), (610, 690, 128), (480, 560, 132)):
        side = rect(x - r, y - r * 0.22, 2 * r, r * 0.62, r * 0.32)
        c.shadow(side.moved(6, 14), opacity=0.3, blur=12)
        c.solid(side, "#d99a45", depth=24)
        c.solid(ellipse(x, y - r * 0.16, r * 0.99, r * 0.42), "#f0c883", depth=16)
        for n in range(3):
            c.fill(
                ellipse(x, y - r * 0.16, r * (0.8 - 0.2 * n), r * (0.33 - 0.085 * n)),
                "#e2b068",
                opacity=0.25,
            )
        c.solid(ellipse(x, y - r * 0.17, r * 0.3, r * 0.12), "#ab3a22", depth=4)
        for n in range(4):
            px, py = towards(x, y - r * 0.17, 45 + 90 * n, r * 0.1)
            c.fill(ellipse(px, py, 6, 3), "#f0c883")
    leaf_on(c, 840, 820, 130, 230, 80, "#4d8a4a", -20)


def dried_bananas(c: Canvas) -> None:
    stage(c, "#e3b84d", "#a9782a", "#7a5426")
    c.closer(1.15, 480, 1050)
    leaf_on(c, 60, 900, 22, 980, 330, "#3c7d46", 60)
    for n, (x, y) in enumerate(
        ((330, 560), (470, 640), (620, 560), (420, 730), (600, 740), (760, 660))
    ):
        turn = -24 + n * 9
        a, b = towards(x, y, turn, 110), towards(x, y, turn + 180, 110)
        m = towards(x, y, turn + 90, 34)
        strip = brush([b, m, a], [34, 84, 80, 30])
        c.shadow(strip.moved(8, 14), opacity=0.4, blur=10)
        c.solid(strip, Blend("#d98f35", "#8f4e1a", 40), depth=20, light=0.6)
        c.fill(
            brush(
                [towards(*b, turn, 24), towards(*m, turn - 90, 6), towards(*a, turn + 180, 24)],
                [3, 6, 3],
            ),
            "#6d3512",
            opacity=0.5,
            inside=strip,
        )
        c.fill(
            brush(
                [towards(*b, turn, 30), towards(*m, turn + 90, 12), towards(*a, turn + 180, 34)],
                [4, 12, 4],
            ),
            "#ffd98a",
            opacity=0.6,
            blur=4,
            inside=strip,
        )


def honey(c: Canvas) -> None:
    stage(c, "#e8b23f", "#a2661a", "#70451a")
    jar(c, 430, 800, 380, 500, "#d98a12", lid="#f0dfb8")
    label(c, 430, 640, 230, 200, "#fbf1d9", "#8a5216")
    dish = ellipse(730, 792, 170, 46)
    c.shadow(dish.moved(10, 18), opacity=0.4, blur=14)
    c.solid(dish, "#f0e2c4", depth=12)
    c.fill(ellipse(730, 788, 130, 30), Blend("#f4b73a", "#c97a12"))
    c.solid(brush([(735, 770), (850, 560), (905, 440)], [20, 18, 15]), "#8a5a2b", depth=6)
    for n in range(5):
        x, y = 700 + 15 * n, 782 - 25 * n
        c.solid(ellipse(x, y, 58 - abs(n - 2) * 8, 22, 28), "#c08442", depth=8)
    for x, y in ((150, 800), (205, 842), (112, 858)):
        blossom(c, x, y, 34, "#fdf8ec", "#e0a52b")


def blossom(
    c: Canvas, x: float, y: float, r: float, colour: str, heart: str, many: int = 5
) -> None:
    """An open flower seen from the front."""
    for n in range(many):
        c.solid(leaf(x, y, 90 + 360 * n / many, r, r * 0.66), colour, depth=r * 0.12, shade=0.3)
    c.solid(ellipse(x, y, r * 0.2), heart, depth=r * 0.1)


def palm_sugar(c: Canvas) -> None:
    stage(c, "#c98f4e", "#7f4f22", "#5e3a1a")
    c.closer(1.3, 520, 980)
    leaf_on(c, 120, 860, 14, 820, 240, "#557f3d", 40)
    for x, y in ((360, 700), (560, 720), (460, 580), (700, 640)):
        side = rect(x - 105, y - 40, 210, 92, 40)
        c.shadow(side.moved(8, 14), opacity=0.4, blur=12)
        c.solid(side, "#b87432", depth=24)
        c.solid(ellipse(x, y - 36, 104, 42), "#d99a52", depth=12)
        c.fill(ellipse(x, y - 34, 66, 24), "#c4843e", opacity=0.5)


def pepper(c: Canvas) -> None:
    stage(c, "#7d8f5a", "#3b4d2c", "#3a2a1a")
    c.closer(1.15, 470, 820)
    bowl(c, 470, 600, 470, 220, "#e4d2ad", "#3b4d2c")
    for _ in range(170):
        t = c.random.uniform(-1, 1)
        y = 600 - c.random.uniform(-0.25, 1.0) * 120 * (1 - t * t)
        ball(
            c,
            470 + t * 205,
            y,
            c.random.uniform(13, 17),
            c.random.choice(("#3a2f28", "#2a211c", "#4d3d31", "#5a4636")),
            shine=0.25,
        )
    for n in range(14):
        ball(c, 200 + 46 * n, 846 + 22 * math.sin(n * 2.1), 15, "#3a2f28", shine=0.3)
    c.fill(brush([(716, 470), (738, 500), (790, 760)], [7, 6, 3]), "#4d6b2f")
    leaf_on(c, 716, 478, 62, 230, 130, "#3f7a3f", 20)
    for n in range(11):
        ball(
            c,
            740 + (n % 2) * 24 + n * 5,
            520 + n * 22,
            16,
            c.random.choice(("#5d8a3a", "#8fae46", "#b5482c")),
        )


def rice_crust(c: Canvas) -> None:
    stage(c, "#d98f3c", "#8f4f1c", "#5e3517")
    for n, (x, y, turn) in enumerate(((400, 640, -8), (600, 580, 10), (500, 470, 3))):
        slab = rect(x - 190, y - 120, 380, 250, 46).turned(turn, (x, y))
        c.shadow(slab.moved(12, 20), opacity=0.4, blur=14)
        c.solid(slab.moved(0, 16), "#b0702a", depth=10)
        c.solid(slab, Blend("#f3d596", "#dba552", 50), depth=20)
        for _ in range(210):
            gx, gy = x + c.random.uniform(-180, 180), y + c.random.uniform(-110, 115)
            c.fill(
                grain(gx, gy, c.random.uniform(0, 180), 26, 11),
                c.random.choice(("#fbe9bd", "#e6b968", "#f7dea6", "#cf9442")),
                inside=slab,
                opacity=0.9,
            )
        for _ in range(6 + n):
            gx, gy = x + c.random.uniform(-150, 150), y + c.random.uniform(-90, 90)
            c.fill(leaf(gx, gy, c.random.uniform(0, 360), 26, 12), "#5b8a3c", inside=slab)
    cloth(c, [(-40, 860), (300, 846), (700, 866), (1040, 850), (1040, 990), (-40, 990)], "#efe2c6")
