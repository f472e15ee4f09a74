"""Pictures of fruit, sweets made of it, flowers and trees in pots."""

import math

from storefront.demo.drawing.canvas import Blend, Canvas, Glow, darker, lighter
from storefront.demo.drawing.food import blossom
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
from storefront.demo.drawing.things import ball, bowl, leaf_on, stage, tray


def burmese_grapes(c: Canvas) -> None:
    """Dâu Hạ Châu: pale yellow fruit on a string."""
    stage(c, "#86a86b", "#3b5f3c", "#5b4226")
    c.closer(1.18, 490, 830)
    c.stand(470, 820, 330)
    rush = smooth_lathe(470, (350, 690), (320, 760), (250, 820))
    c.solid(rush, "#c99a5a", depth=30)
    for n in range(24):
        x = 130.0 + n * 30
        c.fill(brush([(x, 690), (x + 16, 820)], [3, 3]), "#8a6230", opacity=0.5, inside=rush)
        c.fill(brush([(x + 20, 690), (x - 20, 820)], [3, 3]), "#f0d6a0", opacity=0.4, inside=rush)
    for row, (count, y, w) in enumerate(
        ((7, 680, 300), (7, 620, 270), (6, 562, 220), (4, 506, 150), (2, 456, 60))
    ):
        for n in range(count):
            x = 470 - w + 2 * w * n / max(count - 1, 1) + (row % 2) * 6
            ball(
                c,
                x,
                y + 8 * math.sin(n * 2),
                50,
                c.random.choice(("#e0b64a", "#d6a838", "#e8c45c")),
                shine=0.55,
            )
            c.fill(ellipse(x + 6, y + 30, 6, 4), "#8a6a2c", opacity=0.6)
    c.fill(brush([(470, 440), (500, 380), (570, 340)], [8, 9, 12]), "#6b4f2a")
    leaf_on(c, 560, 345, 10, 240, 96, "#3d7a42", -16)
    leaf_on(c, 540, 352, 62, 200, 84, "#4d8a4a", 14)


def durian(c: Canvas) -> None:
    stage(c, "#d7b24c", "#7c6a26", "#4f3c1c")
    c.closer(1.12, 480, 820)
    c.stand(400, 800, 240)
    body = ellipse(400, 600, 250, 215, -8)
    c.solid(body, Blend("#a9a64a", "#5c5f24", 55), depth=80)
    for row in range(-5, 6):
        for col in range(-6, 7):
            x, y = 400 + col * 44 + (row % 2) * 22, 600 + row * 40
            if ((x - 400) / 238) ** 2 + ((y - 600) / 205) ** 2 < 1:
                dx, dy = (x - 400) / 12, (y - 600) / 12
                tip = (x + dx - 3, y + dy - 12)
                c.fill(
                    polygon((x - 20, y + 12), tip, (x + 20, y + 12)),
                    Blend("#cdc765", "#6f7029", 30),
                )
                c.fill(polygon((x + 2, y + 12), tip, (x + 20, y + 12)), "#4f5320", opacity=0.55)
    c.solid(brush([(400, 400), (395, 350), (420, 300)], [36, 26, 34]), "#6b4f2a", depth=8)
    shell = blob((610, 760), (640, 660), (760, 620), (880, 680), (900, 770), (830, 830), (690, 836))
    c.shadow(shell.moved(8, 16), opacity=0.4, blur=14)
    c.solid(shell, "#8a8a3a", depth=20)
    c.fill(shell.scaled(0.88, 0.84, (755, 735)), Blend("#fbf3d9", "#e9d9a8", 60))
    for x, y, turn in ((700, 735, -28), (810, 740, 30)):
        c.solid(ellipse(x, y, 82, 52, turn), Blend("#f9dc74", "#e0ae35", 60), depth=26)
        c.fill(ellipse(x - 18, y - 16, 34, 13, turn), "#fff3c0", opacity=0.7, blur=6)


def pomelo(c: Canvas) -> None:
    stage(c, "#e7a79b", "#a55a4e", "#6b3a2c")
    c.closer(1.14, 500, 820)
    c.stand(360, 800, 190)
    c.solid(
        blob(
            (360, 395),
            (470, 440),
            (560, 600),
            (520, 740),
            (370, 806),
            (210, 745),
            (160, 600),
            (245, 445),
        ),
        Blend("#a9c25c", "#55803a", 50),
        depth=90,
    )
    for _ in range(150):
        x, y = towards(360, 610, c.random.uniform(0, 360), 175 * math.sqrt(c.random.random()))
        c.fill(ellipse(x, y, 3), "#d9e59a", opacity=0.45)
    c.fill(brush([(360, 402), (366, 366), (392, 340)], [13, 11, 12]), "#5f4726")
    leaf_on(c, 384, 344, 16, 230, 104, "#2f6b3c", -14)
    leaf_on(c, 372, 352, 128, 170, 84, "#3d7a42", 12)
    c.stand(700, 806, 150)
    c.solid(ellipse(700, 680, 160, 152), "#9ab850", depth=12)
    c.fill(ellipse(700, 680, 148, 140), "#fbf3e0")
    for n in range(10):
        a = n * 36
        x, y = towards(700, 680, a + 18, 72)
        wedge = leaf(*towards(700, 680, a + 18, 14), a + 18, 118, 74)
        c.fill(wedge, Glow("#f6a59a", "#d9604f", (x, y), 90))
        for k in range(4):
            bx, by = towards(700, 680, a + 8 + 7 * k, 56 + 13 * (k % 3))
            c.fill(leaf(bx, by, a + 18, 30, 8), "#fbd0c6", opacity=0.6, inside=wedge)
    c.fill(ellipse(700, 680, 14), "#fbf3e0")


def mango(c: Canvas) -> None:
    stage(c, "#8fb08a", "#41664a", "#5b4226")
    c.closer(1.2, 490, 830)
    for x, y, turn, a, b in (
        (350, 700, -30, "#f2c54a", "#c97a1e"),
        (620, 690, 24, "#f0b93a", "#b8601c"),
        (490, 560, -8, "#f6d566", "#d08a24"),
    ):
        body = blob(
            (x - 175, y + 20),
            (x - 120, y - 90),
            (x + 20, y - 116),
            (x + 140, y - 60),
            (x + 172, y + 24),
            (x + 100, y + 96),
            (x - 60, y + 110),
        ).turned(turn, (x, y))
        c.shadow(body.moved(12, 22), opacity=0.4, blur=18)
        c.solid(body, Blend(a, b, 60), depth=70)
        c.fill(ellipse(x + 70, y + 40, 80, 50), "#b5482c", opacity=0.28, blur=34, inside=body)
        c.fill(
            ellipse(x - 70, y - 50, 54, 20, -30 + turn),
            "#fff8dc",
            opacity=0.5,
            blur=10,
            inside=body,
        )
    c.fill(brush([(420, 452), (400, 410), (410, 370)], [12, 9, 10]), "#6b4f2a")
    leaf_on(c, 408, 380, 8, 320, 76, "#2f6b3c", -22)
    leaf_on(c, 404, 376, 150, 250, 66, "#3d7a42", 18)


def coconut_candy(c: Canvas) -> None:
    stage(c, "#d9b48a", "#8a5a38", "#5f3a22")
    c.closer(1.2, 490, 1080)
    tray(c, 490, 730, 380, "#b98a4e")
    for n in range(15):
        x, y = 250 + (n % 5) * 118 + (n // 5 % 2) * 46, 640 + (n // 5) * 70
        tint = ("#fbf1d9", "#f3d8d0", "#dfe8cd")[n % 3]
        turn = c.random.uniform(-24, 24)
        body = rect(x - 52, y - 27, 104, 54, 16).turned(turn, (x, y))
        ends = polygon((x - 48, y), (x - 88, y - 26), (x - 88, y + 26)) + polygon(
            (x + 48, y), (x + 88, y - 26), (x + 88, y + 26)
        )
        ends = ends.turned(turn, (x, y))
        c.shadow(body.moved(6, 12), opacity=0.4, blur=8)
        c.fill(ends, darker(tint, 0.12))
        for k in (-14, 0, 14):
            lines = brush([(x + 52, y), (x + 86, y + k)], [1, 3]) + brush(
                [(x - 52, y), (x - 86, y + k)], [1, 3]
            )
            c.fill(lines.turned(turn, (x, y)), darker(tint, 0.35), opacity=0.5)
        c.solid(body, tint, depth=16)
        c.fill(
            rect(x - 52, y - 6, 104, 12).turned(turn, (x, y)), "#1b6b45", inside=body, opacity=0.85
        )


def dried_shoots(c: Canvas) -> None:
    stage(c, "#c2a24f", "#6f5a28", "#4a3818")
    c.closer(1.2, 490, 1080)
    tray(c, 490, 720, 390, "#b98a4e")
    for _ in range(20):
        x, y = 490 + c.random.uniform(-240, 240), 690 + c.random.uniform(-90, 90)
        turn = c.random.uniform(-34, 34)
        a, b = towards(x, y, turn + 180, 120), towards(x, y, turn, 120)
        m = towards(x, y, turn + 90, c.random.uniform(-24, 24))
        tint = c.random.choice(("#d9a84e", "#c99238", "#e6bd6a"))
        strip = brush([a, m, b], [40, 34, 8])
        c.shadow(strip.moved(6, 10), opacity=0.4, blur=7)
        c.solid(strip, tint, depth=12)
        for k in (-8, 0, 8):
            line = brush([towards(*a, turn + 90, k), towards(*m, turn + 90, k), b], [2, 2, 1])
            c.fill(line, darker(tint, 0.4), opacity=0.5, inside=strip)
    for n in range(3):
        leaf_on(c, 800, 640, 60 - n * 34, 210, 34, "#4d7a3a", veins=False)


def raspberry_mum(c: Canvas) -> None:
    """Cúc mâm xôi: a dome of small yellow flowers in a basket pot."""
    stage(c, "#bcd0c4", "#6d9484", "#7a5a36")
    c.closer(1.08, 500, 830)
    c.stand(500, 815, 170)
    pot = smooth_lathe(500, (196, 640), (180, 720), (142, 815))
    c.solid(pot, Blend("#c98a52", "#8a5428", 20), depth=40)
    for row in range(7):
        for n in range(17):
            x = 300.0 + n * 26 + (row % 2) * 13
            c.fill(
                rect(x, 655 + row * 24, 20, 12, 5),
                "#e3b27a" if (n + row) % 2 else "#8f5a2c",
                opacity=0.5,
                inside=pot,
            )
    dome = blob(
        (190, 600),
        (230, 400),
        (400, 270),
        (600, 268),
        (772, 400),
        (812, 600),
        (640, 690),
        (360, 690),
    )
    c.solid(dome, Blend("#5d8a3f", "#2f5a2c"), depth=60)
    for ring in range(9, -1, -1):
        rx, ry = 30 + ring * 30, 24 + ring * 20
        for n in range(5 + ring * 5):
            a = 360 * n / (5 + ring * 5) + ring * 17
            x, y = 500 + rx * math.cos(math.radians(a)), 478 + ry * math.sin(math.radians(a))
            r = 27 if ring < 8 else 23
            tone = ("#f4c531", "#f0b423", "#f9d657")[(n + ring) % 3]
            c.shadow(ellipse(x + 4, y + 8, r), opacity=0.2, blur=5)
            c.fill(
                ellipse(x, y, r),
                Glow(lighter(tone, 0.4), darker(tone, 0.22), (x - 7, y - 8), r * 1.3),
            )
            c.fill(ellipse(x, y, r * 0.42), darker(tone, 0.22), opacity=0.6)


def apricot_bonsai(c: Canvas) -> None:
    """Mai vàng: an old trunk, few leaves, yellow blossom, in a low dish."""
    stage(c, "#efe3c8", "#c7ab7c", "#8a6a44")
    c.closer(1.08, 500, 830)
    c.stand(490, 812, 270)
    dish = smooth_lathe(490, (270, 730), (256, 770), (214, 806), (210, 812))
    c.solid(dish, Blend("#3f6b74", "#1f3f49", 30), depth=26)
    c.fill(rect(220, 726, 540, 16, 8), "#5c8a92")
    c.solid(
        blob((250, 732), (360, 704), (520, 700), (650, 708), (735, 732), (500, 746)),
        "#5d7a3a",
        depth=14,
    )
    for points, widths in (
        ([(470, 716), (430, 620), (510, 520), (470, 410), (520, 310)], [104, 74, 58, 38, 12]),
        ([(500, 540), (600, 500), (690, 510), (770, 470)], [36, 26, 17, 6]),
        ([(470, 440), (380, 400), (300, 410), (230, 370)], [28, 21, 14, 5]),
        ([(490, 380), (570, 330), (640, 330)], [20, 13, 5]),
        ([(480, 330), (420, 270), (400, 220)], [16, 11, 4]),
    ):
        c.solid(brush(points, widths), Blend("#7d5c42", "#46301f", 20), depth=16)
    for root in ((400, 724), (560, 726)):
        c.solid(brush([(474, 690), root], [40, 8]), "#5f4430", depth=8)
    spots = [
        (240, 366),
        (300, 392),
        (360, 372),
        (400, 216),
        (446, 262),
        (380, 262),
        (520, 296),
        (486, 348),
        (570, 318),
        (640, 322),
        (610, 366),
        (690, 492),
        (770, 462),
        (730, 520),
        (640, 486),
        (330, 436),
        (540, 250),
    ]
    for n, (x, y) in enumerate(spots):
        leaf_on(c, x, y, 40 + n * 77, 52, 22, "#6d9a45", veins=False)
        c.shadow(ellipse(x + 4, y + 6, 24), opacity=0.18, blur=6)
        blossom(c, x, y, 37, ("#f7c92f", "#f4bb1f", "#fad855")[n % 3], "#b5681c")
    for x, y in ((300, 836), (680, 842), (590, 858)):
        c.solid(ellipse(x, y, 15, 8, 20), "#f4bb1f", depth=3)


def soap(c: Canvas) -> None:
    stage(c, "#d7dcc4", "#97a583", "#7d6a4c")
    c.closer(1.22, 500, 830)
    for x, y, tint, turn in (
        (420, 740, "#c9d3a4", -6),
        (590, 680, "#e9d9b8", 9),
        (440, 610, "#a9bd8c", -2),
    ):
        bar = rect(x - 165, y - 70, 330, 140, 34).turned(turn, (x, y))
        c.shadow(bar.moved(10, 26), opacity=0.35, blur=14)
        c.solid(bar.moved(0, 26), darker(tint, 0.22), depth=14)
        c.solid(bar, Blend(lighter(tint, 0.35), tint, 50), depth=22)
        for _ in range(22):
            px, py = x + c.random.uniform(-145, 145), y + c.random.uniform(-55, 55)
            c.fill(
                leaf(px, py, c.random.uniform(0, 360), 22, 8),
                c.random.choice(("#6d7f4a", "#8a6a3c", "#55703f")),
                opacity=0.55,
                inside=bar,
            )
    band = rect(360, 536, 150, 148, 4).turned(-2, (440, 610))
    c.solid(band, "#fbf1d9", depth=8)
    c.fill(rect(360, 552, 150, 9).turned(-2, (440, 610)), "#55703f")
    c.fill(rect(360, 658, 150, 9).turned(-2, (440, 610)), "#55703f")
    leaf_on(c, 735, 790, 62, 260, 96, "#5b8a5a", 18)
    leaf_on(c, 760, 800, 30, 220, 80, "#73a06a", -14)
    bowl_of = bowl(c, 210, 770, 150, 60, "#fbf6e8")
    c.fill(bowl_of, "#b9c79a")


def dried_fish(c: Canvas) -> None:
    """Khô cá sặc: split fish hung on a bamboo rail."""
    stage(c, "#dfb46a", "#a36d33", "#6b4522", horizon=760)
    c.closer(1.05, 500, 480)
    c.shadow(rect(60, 232, 880, 22), opacity=0.3, blur=14)
    c.solid(rect(40, 200, 920, 30, 15), Blend("#d9c07a", "#8f7638"), depth=8)
    for x in (200, 420, 640, 860):
        c.fill(rect(x, 198, 7, 34), "#7a6230")
    for n in range(4):
        x = 170 + n * 218
        body = blob(
            (x, 310),
            (x + 74, 380),
            (x + 92, 500),
            (x + 60, 640),
            (x, 712),
            (x - 60, 640),
            (x - 92, 500),
            (x - 74, 380),
        )
        c.shadow(body.moved(24, 26), opacity=0.32, blur=20)
        c.fill(brush([(x, 205), (x - 6, 260), (x, 320)], [5, 4, 5]), "#6b5226")
        c.solid(
            polygon((x - 16, 690), (x - 60, 800), (x, 772), (x + 60, 800), (x + 16, 690)),
            "#9a6a35",
            depth=10,
        )
        c.solid(body, Blend("#d99f58", "#8f5626", 60), depth=34)
        c.fill(body.scaled(0.6, 0.74, (x, 520)), Blend("#ecc083", "#c07d3e", 60), opacity=0.85)
        c.fill(brush([(x, 370), (x + 4, 520), (x, 660)], [3, 8, 3]), "#7d481c", opacity=0.8)
        for k in range(7):
            y = 420 + k * 32
            for side in (-1, 1):
                c.fill(
                    brush([(x, y), (x + side * (58 - abs(k - 3) * 6), y + 22)], [4, 1]),
                    "#8a5326",
                    opacity=0.6,
                )
        for side in (-1, 1):
            c.fill(ellipse(x + side * 34, 364, 9), "#2f1d10")
