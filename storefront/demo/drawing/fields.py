"""Places where things grow: paddies, orchards, hills, woods."""

from storefront.demo.drawing.canvas import Blend, Canvas, lighter
from storefront.demo.drawing.food import coffee_bean, ear_of_rice
from storefront.demo.drawing.land import (
    birds,
    bush,
    cloud,
    coconut_palm,
    fan_palm,
    furrows,
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
    towards,
)
from storefront.demo.drawing.things import ball, leaf_on


def paddies(c: Canvas) -> None:
    sky(c, "#e9c98a", "#fbeed0", (740, 210))
    cloud(c, 260, 170, 220, "#fff8e8", 0.6)
    ridge(c, 470, 46, 2.4, "#8fa77c", 0.4)
    ridge(c, 490, 30, 4.1, "#6d8f62", 1.9)
    coconut_palm(c, 150, 500, 220, 0.1)
    coconut_palm(c, 230, 502, 170, -0.12)
    house(c, 350, 502, 120)
    furrows(c, 490, (620, 400), "#d9b548", "#b58f2c")
    water(c, 492, "#cfe0d8", "#cfe0d8", 512)
    for degrees, x in ((118, 40), (104, 130), (96, 250), (82, 720), (74, 830), (66, 930)):
        ear_of_rice(c, x, 960, degrees - 30, 420, "#e6bd4a")
    tufts(c, 940, 70, 190, ("#a88a2c", "#c7a53c", "#8f8a3a"))
    person(c, 560, 640, 120, "#4f6d7a")


def red_paddies(c: Canvas) -> None:
    """The same delta at sundown, flooded for planting."""
    sky(c, "#c96f4a", "#f6cf94", (330, 300), "#ffe2ac")
    ridge(c, 440, 40, 2.1, "#8f5f56", 1.2)
    ridge(c, 462, 26, 4.6, "#6d4a48", 2.6)
    water(c, 455, "#e8b382", "#7d5a55")
    c.glow(330, 560, 260, "#ffe2ac", 0.4)
    for y, h in ((500, 6), (570, 9), (670, 14), (800, 20)):
        c.fill(brush([(-20, y), (400, y + h), (1020, y - h)], [h, h * 1.4, h]), "#4a3a30")
    for row, y in enumerate((530, 610, 720, 870)):
        for n in range(26 - row * 3):
            x = 20 + n * (40 + row * 6)
            for lean in (-8, 0, 9):
                size = 14 + row * 12
                c.fill(
                    brush(
                        [(x, y), (x + lean * 0.4, y - size), (x + lean, y - size * 1.7)],
                        [3 + row, 2 + row * 0.6, 0.5],
                    ),
                    "#5f7a3a",
                )
    coconut_palm(c, 850, 470, 260, -0.12, "#3f4a3a")
    person(c, 620, 600, 110, "#3d3a4a")
    birds(c, 520, 190, 5, "#5f3a34")


def coconut_grove(c: Canvas) -> None:
    sky(c, "#9fc7c4", "#f6efd6", (640, 190))
    cloud(c, 300, 150, 240, opacity=0.6)
    ridge(c, 470, 70, 3.1, "#6d9a72", 0.5)
    water(c, 480, "#bcd3b8", "#4f7d6b")
    for x, y, h, lean in (
        (120, 520, 400, 0.14),
        (290, 500, 330, -0.1),
        (470, 492, 270, 0.12),
        (900, 520, 420, -0.16),
        (740, 500, 320, 0.06),
    ):
        coconut_palm(c, x, y, h, lean)
    bank = blob(
        (-60, 560), (160, 520), (300, 540), (380, 640), (260, 800), (120, 1000), (-80, 1000)
    )
    c.fill(bank, Blend("#8fa552", "#4f6b35"))
    bank = blob(
        (1060, 540), (860, 520), (720, 560), (690, 640), (800, 780), (900, 1000), (1080, 1000)
    )
    c.fill(bank, Blend("#86a04f", "#4a6633"))
    for n in range(7):
        ball(
            c,
            470 + n * 26,
            700 + (n % 3) * 15,
            25,
            ("#8fa04a", "#7d8a3f", "#9a8a4a")[n % 3],
            shine=0.3,
        )
    c.solid(
        blob(
            (400, 712),
            (450, 760),
            (560, 775),
            (670, 760),
            (730, 706),
            (640, 728),
            (560, 735),
            (470, 730),
        ),
        "#6b4a2a",
        depth=12,
    )
    coconut_palm(c, 60, 960, 720, 0.08, "#2a5f3f")


def coffee_hills(c: Canvas) -> None:
    sky(c, "#a9c4cf", "#f8ead0", (250, 180))
    cloud(c, 690, 150, 260, opacity=0.65)
    ridge(c, 420, 110, 1.4, "#8fa9a0", 0.4)
    ridge(c, 470, 90, 1.9, "#6f9478", 2.0)
    ridge(c, 560, 50, 1.1, Blend("#b5653f", "#7d3a22"), 3.6)
    for row, (y, size) in enumerate(((545, 60), (610, 92), (700, 136))):
        for n in range(int(1100 / (size * 1.18)) + 1):
            bush(
                c,
                -10 + n * size * 1.18 + row * 30,
                y,
                size,
                size * 0.72,
                ("#3f7045", "#4d7d4a")[(n + row) % 2],
            )
    c.solid(
        brush([(-40, 900), (300, 800), (640, 830), (1040, 720)], [26, 22, 18, 10]),
        "#6b4f35",
        depth=8,
    )
    for n in range(9):
        x, y = 40 + n * 116, 868 - n * 14 - 46 * (n in (2, 3, 4))
        leaf_on(c, x, y, 78 if n % 2 else 118, 190, 84, ("#2f6b40", "#3f7d48")[n % 2], 16)
        for k in range(5):
            ball(
                c,
                x - 44 + k * 25,
                y + 8 + (k % 2) * 22,
                21,
                ("#c0322a", "#a8261f", "#d9822c", "#b52a24")[(n + k) % 4],
            )


def pepper_garden(c: Canvas) -> None:
    """Vines on living posts, red earth between."""
    sky(c, "#bcd0b5", "#f7efd4", (720, 180))
    ridge(c, 430, 90, 1.7, "#86a585", 0.8)
    furrows(c, 470, (480, 380), "#a5552f", "#82401f")
    for y, h, gap in ((520, 200, 120), (640, 330, 200), (860, 560, 330)):
        for n in range(int(1100 / gap) + 1):
            x = n * gap + (y % 90) - 20
            if 380 < x < 600 and y > 600:
                continue
            c.shadow(ellipse(x + h * 0.1, y, h * 0.2, h * 0.03), opacity=0.4, blur=8)
            column = blob(
                (x - h * 0.13, y),
                (x - h * 0.17, y - h * 0.4),
                (x - h * 0.11, y - h * 0.85),
                (x, y - h),
                (x + h * 0.11, y - h * 0.85),
                (x + h * 0.17, y - h * 0.4),
                (x + h * 0.13, y),
            )
            c.solid(column, Blend("#4f7d42", "#274a2a", 20), depth=h * 0.08)
            for _ in range(30):
                px, py = x + c.random.uniform(-0.14, 0.12) * h, y - c.random.uniform(0.05, 0.95) * h
                c.fill(
                    leaf(px, py, c.random.uniform(200, 340), h * 0.085, h * 0.055),
                    c.random.choice(("#6d9a50", "#3f6b38", "#86ad5a")),
                    inside=column,
                )
            for _ in range(8):
                px, py = x + c.random.uniform(-0.1, 0.1) * h, y - c.random.uniform(0.1, 0.85) * h
                c.fill(
                    brush([(px, py), (px + 2, py + h * 0.07)], [h * 0.018, h * 0.014]),
                    c.random.choice(("#a9b84a", "#b5482c")),
                )


def palm_paddies(c: Canvas) -> None:
    """An Giang: sugar palms over green rice, a lone mountain."""
    sky(c, "#8fb8c7", "#f8ecd0", (230, 230))
    cloud(c, 640, 140, 300, opacity=0.75)
    c.fill(
        blob((380, 500), (560, 340), (680, 290), (790, 330), (940, 450), (1080, 520), (700, 560)),
        Blend("#6f8fa0", "#93ac9a"),
    )
    ridge(c, 480, 26, 4.0, "#6d8f68", 0.6)
    furrows(c, 486, (420, 410), "#7fa345", "#5f8a38")
    for x, y, h in ((640, 500, 230), (730, 496, 190), (520, 494, 170), (900, 510, 270)):
        fan_palm(c, x, y, h)
    for x, h in ((170, 640), (330, 520)):
        fan_palm(c, x, 800, h)
    person(c, 560, 680, 130, "#8a3f35")
    tufts(c, 945, 80, 150, ("#6d9a3a", "#8fb54a", "#4d7a30"))


def rush_field(c: Canvas) -> None:
    """Tall rush, and cut rush spread in fans to dry."""
    sky(c, "#c4d3cf", "#f8ecd2", (700, 190))
    cloud(c, 280, 160, 240, opacity=0.6)
    ridge(c, 430, 34, 3.4, "#93a98a", 0.9)
    tufts(c, 470, 130, 150, ("#7f9a4a", "#5f8240", "#9ab05a"), 18)
    ground(c, 480, Blend("#cdb98a", "#a58a58"))
    for x, y, r in (
        (170, 640, 150),
        (470, 590, 120),
        (760, 630, 150),
        (320, 830, 210),
        (740, 850, 220),
    ):
        for n in range(27):
            degrees = 20 + n * 140 / 26
            end = (towards(x, y, degrees, r)[0], y - (y - towards(x, y, degrees, r)[1]) * 0.55)
            c.fill(
                brush([(x, y), end], [3, r * 0.05, r * 0.06]),
                ("#b5b95a", "#94a348", "#d3c878", "#7d9440")[n % 4],
            )
        c.fill(ellipse(x, y, r * 0.07, r * 0.05), "#7d5a2c")
    person(c, 560, 760, 190, "#7d4a5c")


def lotus_pond(c: Canvas) -> None:
    sky(c, "#bcd3c4", "#fbf0da", (760, 170))
    c.fill(
        blob((40, 420), (110, 250), (190, 210), (260, 300), (330, 260), (420, 420)),
        Blend("#7d988f", "#a9bda9"),
    )
    c.fill(
        blob((560, 420), (640, 280), (720, 320), (800, 230), (900, 300), (1000, 420)),
        Blend("#7d988f", "#a9bda9"),
    )
    ridge(c, 430, 30, 3.3, "#6d9470", 0.3)
    water(c, 430, "#cfe0cf", "#5f8f7d")
    for row, (y, r) in enumerate(((480, 40), (560, 66), (690, 106), (860, 160))):
        for n in range(8 - row):
            x = (n + 0.3) * 1080 / (8 - row) + (row % 2) * 46 + c.random.uniform(-16, 16)
            pad = ellipse(x, y, r, r * 0.32)
            c.shadow(pad.moved(4, 8), opacity=0.25, blur=6)
            c.solid(pad, ("#4f8a5a", "#639a62", "#3f7850")[(n + row) % 3], depth=r * 0.1)
            for k in range(8):
                px, py = towards(x, y, 45 * k, r * 0.86)
                c.fill(brush([(x, y), (px, y + (py - y) * 0.32)], [2, 0.5]), "#b5d3a0", opacity=0.6)
    for x, y, s in ((180, 470, 70), (560, 520, 96), (330, 640, 140), (800, 680, 170)):
        c.fill(brush([(x, y), (x + 8, y + s * 1.4)], [s * 0.06, s * 0.07]), "#5f8a4a")
        for degrees in (160, 20, 135, 45, 110, 70, 90):
            tone = "#f2b3c0" if degrees in (160, 20) else "#f9d3da"
            c.solid(
                leaf(x, y, degrees, s, s * 0.46), Blend(lighter(tone, 0.4), tone), depth=s * 0.06
            )
        c.fill(ellipse(x, y - 2, s * 0.2, s * 0.09), "#e3b53c")


def coffee_drying(c: Canvas) -> None:
    """Beans on raised beds in the morning sun."""
    sky(c, "#b8cbd0", "#fbeed3", (770, 190))
    ridge(c, 400, 90, 1.6, "#86a396", 0.6)
    ridge(c, 440, 50, 2.6, "#5f8a62", 2.2)
    ground(c, 450, Blend("#b5714a", "#86482a"))
    house(c, 200, 480, 260, "#8f4f35", "#e9d6b0")
    for y, h in ((540, 40), (650, 60), (820, 100)):
        bed = polygon(
            (-40, y - h * 0.5), (1040, y - h * 0.65), (1040, y + h * 0.4), (-40, y + h * 0.55)
        )
        c.shadow(bed.moved(0, h * 0.5), opacity=0.35, blur=12)
        c.solid(bed, Blend("#9a5a30", "#6d3a1c"), depth=10)
        for _ in range(80):
            x, by = c.random.uniform(0, 1000), y + c.random.uniform(-0.45, 0.4) * h
            c.fill(
                ellipse(x, by, h * 0.12, h * 0.08, c.random.uniform(0, 90)),
                c.random.choice(("#c0453a", "#8f2f22", "#b5793f", "#6d3a20")),
            )
    person(c, 620, 640, 200, "#2f5a6b")
    for n in range(11):
        coffee_bean(c, 60 + n * 92, 900 - 12 * (n % 2), n * 41, 34, "#6d401c")
