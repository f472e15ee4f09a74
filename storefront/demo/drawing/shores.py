"""Places by the water, and places where people work and live."""

from storefront.demo.drawing.canvas import Blend, Canvas, darker, lighter
from storefront.demo.drawing.drinks import anchovy
from storefront.demo.drawing.land import (
    banana,
    birds,
    boat,
    bush,
    cloud,
    coconut_palm,
    ground,
    house,
    person,
    ridge,
    sky,
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
from storefront.demo.drawing.things import ball


def nipa(c: Canvas, x: float, y: float, h: float, colour: str) -> None:
    """Dừa nước: fronds that rise straight out of the mud."""
    for n, degrees in enumerate((150, 30, 128, 52, 110, 70, 90)):
        tip = towards(x, y, degrees, h * (0.86 + 0.03 * n))
        bow = towards(*towards(x, y, degrees, h * 0.5), 90, h * 0.08)
        c.fill(brush([(x, y), bow, tip], [h * 0.03, h * 0.02, 1]), lighter(colour, 0.25))
        for k in range(4, 15):
            t = k / 15
            px, py = x + (tip[0] - x) * t, y + (tip[1] - y) * t - h * 0.3 * t * (1 - t)
            for side in (46, -46):
                c.fill(
                    leaf(px, py, degrees + side, h * 0.27 * (1.1 - t), h * 0.035),
                    lighter(colour, 0.1) if side > 0 else darker(colour, 0.12),
                )


def islet(c: Canvas) -> None:
    """A boat on a creek under nipa palms."""
    sky(c, "#a9cdbf", "#f8f0d2", (520, 200))
    ridge(c, 420, 50, 3.0, "#7fa683", 0.6)
    house(c, 690, 440, 190, "#8a6a3f", "#d9c49a")
    banana(c, 830, 446, 190)
    coconut_palm(c, 560, 446, 250, 0.1)
    water(c, 440, "#c3d9bd", "#4a7d6d")
    for x, y, h in (
        (60, 560, 420),
        (190, 520, 330),
        (310, 488, 240),
        (900, 590, 440),
        (1000, 540, 360),
    ):
        nipa(c, x, y, h, "#3f7a4a")
    boat(c, 500, 720, 430)
    person(c, 590, 716, 190, "#6d3f52")
    c.fill(brush([(640, 610), (720, 790)], [8, 6]), "#8a6a3f")
    for n in range(5):
        ball(c, 360 + n * 34, 690 - (n % 2) * 12, 22, ("#d9a83a", "#7d9a3f", "#b5482c")[n % 3])
    nipa(c, 30, 960, 520, "#2f6b42")


def sea_boats(c: Canvas) -> None:
    """Round boats on the beach, the fleet coming home."""
    sky(c, "#8fbccb", "#fbe9c8", (700, 230))
    cloud(c, 250, 160, 280, opacity=0.7)
    c.fill(
        blob((-60, 420), (80, 350), (220, 330), (360, 390), (460, 420)), Blend("#7d9aa3", "#a3b8b0")
    )
    water(c, 415, "#8fc3c4", "#2f7a8a", 720)
    for x, y, w in ((420, 470, 90), (640, 500, 130), (860, 462, 80)):
        boat(c, x, y, w, "#2f5a7a")
        c.fill(rect(x - w * 0.06, y - w * 0.26, w * 0.24, w * 0.22), "#c9503a")
    sand = blob(
        (-60, 690), (260, 650), (520, 690), (800, 650), (1060, 690), (1060, 1000), (-60, 1000)
    )
    c.fill(sand.moved(0, -12), "#ffffff", opacity=0.7, blur=4)
    c.fill(sand, Blend("#f0d9a5", "#cfa868"))
    for x, y, r, tone in ((270, 780, 150, "#c98f4e"), (640, 820, 180, "#b5793a")):
        c.stand(x, y + r * 0.4, r * 0.8)
        bowl = smooth_lathe(
            x, (r, y), (r * 0.9, y + r * 0.28), (r * 0.5, y + r * 0.5), (r * 0.3, y + r * 0.52)
        )
        c.solid(bowl, Blend(lighter(tone, 0.2), darker(tone, 0.3), 20), depth=26)
        for n in range(9):
            px = x - r + n * r * 0.25
            c.fill(
                brush([(px, y), (px + r * 0.3, y + r * 0.5)], [3, 2]),
                darker(tone, 0.4),
                opacity=0.6,
                inside=bowl,
            )
            c.fill(
                brush([(px + r * 0.3, y), (px, y + r * 0.5)], [3, 2]),
                lighter(tone, 0.4),
                opacity=0.4,
                inside=bowl,
            )
        c.solid(ellipse(x, y, r, r * 0.26), lighter(tone, 0.2), depth=8)
        c.fill(ellipse(x, y + 4, r * 0.9, r * 0.21), Blend(darker(tone, 0.6), darker(tone, 0.3)))
    birds(c, 420, 300, 4)


def sauce_yard(c: Canvas) -> None:
    """Earthen vats of fish sauce in the sun."""
    sky(c, "#a3c4cc", "#fbeccd", (260, 180))
    water(c, 380, "#8fb9bd", "#5f97a0", 460)
    coconut_palm(c, 880, 470, 330, -0.14)
    ground(c, 450, Blend("#d9b57c", "#a37d48"))
    for row, (y, r) in enumerate(((500, 58), (590, 82), (710, 112), (880, 150))):
        for n in range(int(1100 / (r * 2.25)) + 1):
            x = n * r * 2.25 + (row % 2) * r - 10
            c.stand(x, y + r * 0.86, r * 0.7)
            body = smooth_lathe(
                x,
                (r * 0.6, y - r * 0.8),
                (r * 0.7, y - r * 0.66),
                (r, y - r * 0.1),
                (r * 0.86, y + r * 0.6),
                (r * 0.56, y + r * 0.88),
            )
            c.solid(body, Blend("#a8623a", "#5f2f18", 20), depth=r * 0.34)
            c.fill(
                brush(
                    [(x - r * 0.88, y - r * 0.3), (x, y - r * 0.18), (x + r * 0.88, y - r * 0.3)],
                    [r * 0.05, r * 0.05],
                ),
                "#d99f68",
                opacity=0.6,
                inside=body,
            )
            hat = polygon(
                (x - r * 0.84, y - r * 0.74),
                (x, y - r * 1.26),
                (x + r * 0.84, y - r * 0.74),
                (x, y - r * 0.6),
            )
            c.solid(hat, "#e6cf98", depth=r * 0.14)
            for k in (-0.5, 0, 0.5):
                c.fill(
                    brush([(x, y - r * 1.24), (x + k * r, y - r * 0.68)], [1, 3]),
                    "#a5854a",
                    opacity=0.6,
                    inside=hat,
                )
    person(c, 620, 610, 150, "#3f6b7a")


def fish_racks(c: Canvas) -> None:
    """Fish drying on bamboo racks beside the river."""
    sky(c, "#c4d3c0", "#fbecc8", (300, 170))
    ridge(c, 400, 40, 3.1, "#86a585", 0.8)
    water(c, 405, "#c9d9c4", "#7da39a", 520)
    boat(c, 720, 460, 180)
    ground(c, 515, Blend("#c9ad74", "#967845"))
    for y, h in ((580, 34), (690, 52), (840, 80)):
        for post in range(20, 1020, int(h * 4)):
            c.fill(rect(post, y, h * 0.14, h * 1.5), "#7d6230")
        rack = polygon(
            (-40, y - h * 0.6), (1040, y - h * 0.6), (1040, y + h * 0.5), (-40, y + h * 0.5)
        )
        c.solid(rack, Blend("#dcc48a", "#b0935a"), depth=6)
        for n in range(int(1100 / (h * 0.5))):
            c.fill(rect(n * h * 0.5 - 20, y - h * 0.6, 3, h * 1.1), "#8a6d38", opacity=0.5)
        for n in range(int(1040 / (h * 1.5)) + 1):
            x = n * h * 1.5 + (y % 40)
            for dy in (-0.3, 0.2):
                anchovy(
                    c,
                    x,
                    y + dy * h,
                    8 - 16 * (n % 2),
                    h * 1.3,
                    ("#d9a868", "#c98f4f", "#e3bb80")[n % 3],
                )
    person(c, 240, 660, 190, "#8a4a3f")


def cajuput_wood(c: Canvas) -> None:
    """White trunks out of water green with duckweed."""
    sky(c, "#bcd6b0", "#f3f2cf", (500, 250))
    for n in range(15):
        x = n * 71 + c.random.uniform(-14, 14)
        c.fill(rect(x, 60, 9, 470), "#dfe3cf", opacity=0.7)
        bush(c, x, 150 + 40 * (n % 3), 190, 260, "#6d9a68")
    ridge(c, 480, 50, 4.4, "#6d9a68", 0.4)
    green = rect(-20, 500, 1040, 440)
    c.fill(green, Blend("#a9c85a", "#6d9a35"))
    for _ in range(260):
        t = c.random.random() ** 0.7
        c.fill(
            ellipse(c.random.uniform(0, 1000), 505 + 420 * t, 4 + 9 * t, 2 + 3.4 * t),
            c.random.choice(("#c6dd7a", "#8fb548", "#dbe894")),
            opacity=0.8,
        )
    lane = blob((470, 505), (530, 505), (560, 640), (700, 960), (300, 960), (440, 640))
    c.fill(lane, Blend("#8fb0a0", "#3f6b5f"))
    for x, w in (
        (60, 40),
        (170, 30),
        (290, 22),
        (380, 15),
        (640, 16),
        (740, 24),
        (860, 34),
        (970, 44),
    ):
        base = 520 + w * 9
        trunk = brush([(x, base), (x + 8, base - 300), (x - 4, -20)], [w * 1.25, w, w * 0.8])
        c.solid(trunk, Blend("#f3ecd9", "#a3947a", 0), depth=w * 0.3)
        for k in range(12):
            y = base - 30 - k * 62 - (x % 23)
            c.fill(
                brush([(x - w * 0.4, y), (x + w * 0.2, y + 10)], [3, 5]),
                "#8a7a60",
                opacity=0.5,
                inside=trunk,
            )
        c.fill(ellipse(x, base, w * 1.1, w * 0.26), "#4f7a3a", opacity=0.6)
    boat(c, 505, 700, 210)
    person(c, 520, 696, 130, "#4a3f6b")
    birds(c, 430, 200, 5)


def karst_river(c: Canvas) -> None:
    """Limestone hills, a rice-lined river, a boat rowed by the feet."""
    sky(c, "#b9d0cc", "#fbedcc", (640, 210))
    karst(c)
    tufts(c, 500, 150, 60, ("#8fa548", "#b5b54f", "#6d8f3f"), 10)
    water(c, 495, "#cfdfcf", "#4f8078")
    bank = blob((-350, 520), (-20, 508), (277, 540), (145, 660), (60, 960), (-350, 960))
    for side in (bank, bank.scaled(-1, 1, (500, 0))):
        c.fill(side, Blend("#c9b94a", "#7d8a35"))
    for _ in range(150):
        left = c.random.random() < 0.5
        y = c.random.uniform(540, 930)
        x = (
            c.random.uniform(-20, 240 - (y - 540) * 0.3)
            if left
            else c.random.uniform(770 + (y - 540) * 0.3, 1020)
        )
        c.fill(
            brush([(x, y), (x + 6, y - 40), (x + c.random.uniform(-14, 22), y - 74)], [4, 4, 0.6]),
            c.random.choice(("#d9c24a", "#a3a53c", "#c4a93a")),
        )
    boat(c, 500, 730, 400)
    person(c, 570, 724, 180, "#7d3f3a")
    person(c, 430, 722, 150, "#3f6b6b")
    c.fill(brush([(600, 690), (700, 790)], [7, 9]) + ellipse(712, 800, 24, 11, 40), "#8a6a3f")
    birds(c, 300, 130, 4)


def karst(c: Canvas) -> None:
    """Three limestone hills, streaked by rain."""
    for points, tones in (
        (
            [(-60, 470), (20, 270), (110, 170), (200, 240), (270, 190), (350, 330), (430, 480)],
            ("#86a396", "#b3c4b0"),
        ),
        (
            [(560, 480), (640, 300), (700, 210), (790, 160), (860, 250), (940, 200), (1060, 480)],
            ("#86a396", "#b3c4b0"),
        ),
        (
            [(300, 490), (360, 380), (420, 300), (500, 330), (560, 290), (640, 400), (700, 490)],
            ("#6d9080", "#9ab39a"),
        ),
    ):
        hill = blob(*points)
        c.fill(hill, Blend(*tones))
        for n in range(9):
            x = points[0][0] + (points[-1][0] - points[0][0]) * (n + 1) / 10
            c.fill(
                brush([(x, 250 + n % 3 * 40), (x + 6, 330 + n % 2 * 50), (x - 4, 480)], [2, 9, 3]),
                darker(tones[0], 0.25),
                opacity=0.25,
                inside=hill,
            )
