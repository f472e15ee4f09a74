"""Pictures of coffee, tea, sauces, nectar and spirits."""

import math

from storefront.demo.drawing.canvas import Blend, Canvas, Glow, darker, lighter
from storefront.demo.drawing.food import blossom, coconut_half, coffee_bean
from storefront.demo.drawing.shapes import (
    Shape,
    blob,
    brush,
    ellipse,
    grain,
    leaf,
    rect,
    smooth_lathe,
    towards,
)
from storefront.demo.drawing.things import (
    ball,
    bottle,
    bowl,
    gloss,
    jar,
    label,
    leaf_on,
    pouch,
    stage,
    tray,
)


def honey_coffee(c: Canvas) -> None:
    stage(c, "#c98a4b", "#70401c", "#4b2a14")
    c.closer(1.1, 480, 800)
    jar(c, 610, 800, 330, 470, "#6d4222", lid="#d9b98a", level=0.8)
    label(c, 610, 640, 200, 180, "#f3e3c2", "#70401c")
    bowl(c, 310, 660, 360, 150, "#f0e2c8", "#a5652a")
    for n in range(30):
        t = math.sin(n * 2.4) * 0.95
        coffee_bean(
            c,
            310 + t * 138,
            672 - (n / 30) * 96 * (1 - t * t) - 8 * math.cos(t * 1.5),
            c.random.uniform(0, 180),
            31,
            c.random.choice(("#8a5a30", "#7a4a24", "#9a6a3c")),
        )
    for x, y in ((800, 800), (850, 830), (790, 845)):
        ball(c, x, y, 27, "#b5322a")


def cascara(c: Canvas) -> None:
    stage(c, "#b5533c", "#5f1f17", "#4a2018")
    c.closer(1.15, 480, 800)
    glass(c, 420, 800, 330, 360, "#b3361f")
    for _ in range(5):
        x, y = c.random.uniform(330, 510), c.random.uniform(690, 760)
        c.fill(ellipse(x, y, 26, 18, c.random.uniform(0, 90)), "#5f1712", opacity=0.7)
    steam(c, 420, 420)
    for n in range(15):
        x, y = (
            650 + (n % 5) * 54 + c.random.uniform(-22, 22),
            765 + (n // 5) * 36 + c.random.uniform(-12, 12),
        )
        husk = blob(
            (x - 27, y), (x - 8, y - 20), (x + 25, y - 12), (x + 22, y + 15), (x - 10, y + 18)
        )
        husk = husk.turned(c.random.uniform(0, 180), (x, y))
        c.shadow(husk.moved(4, 7), opacity=0.4, blur=5)
        c.solid(husk, c.random.choice(("#7d2418", "#963222", "#642015")), depth=14)
    leaf_on(c, 700, 770, 70, 280, 120, "#3d6b3a", 20)


def glass(c: Canvas, cx: float, base: float, w: float, h: float, tea: str) -> Shape:
    """A tumbler of tea."""
    r, top = w / 2, base - h
    body = smooth_lathe(
        cx, (r, top), (r * 0.97, top + h * 0.4), (r * 0.84, base - h * 0.06), (r * 0.76, base)
    )
    c.stand(cx, base, r * 0.8)
    c.fill(body, "#fff6e8", opacity=0.3)
    inner = body.scaled(0.93, 0.95, (cx, base - h * 0.03))
    c.fill(
        rect(cx - r, top + h * 0.2, w, h),
        Blend(lighter(tea, 0.2), darker(tea, 0.35), 65),
        inside=inner,
    )
    c.fill(
        ellipse(cx, top + h * 0.2, r * 0.905, r * 0.15),
        Glow(lighter(tea, 0.55), tea, (cx - 40, top + h * 0.18), r),
    )
    gloss(c, cx, base, w * 0.94, h, body)
    c.fill(ellipse(cx, top, r, r * 0.16), "#ffffff", opacity=0.35)
    c.fill(ellipse(cx, top + 3, r * 0.95, r * 0.13), lighter(tea, 0.55), opacity=0.35)
    return inner


def steam(c: Canvas, x: float, y: float) -> None:
    for n, dx in enumerate((-60, 0, 58)):
        line = [
            (x + dx, y),
            (x + dx + 26, y - 70),
            (x + dx - 20, y - 150),
            (x + dx + 16, y - 230 - 20 * n),
        ]
        c.fill(brush(line, [6, 26, 20, 2]), "#fff6e8", opacity=0.3, blur=10)


def soursop_tea(c: Canvas) -> None:
    stage(c, "#7fa06a", "#35573a", "#4a3620")
    c.closer(1.12, 500, 800)
    pouch(c, 350, 790, 330, 520, "#dfe3c0", "#35573a", paper="#fbf6e4")
    fruit = blob(
        (560, 650),
        (600, 540),
        (700, 500),
        (800, 560),
        (830, 670),
        (770, 780),
        (660, 800),
        (575, 750),
    )
    c.stand(700, 795, 120)
    c.solid(fruit, Blend("#9fbf5e", "#4f7a35", 50), depth=50)
    for row in range(7):
        for col in range(7):
            x, y = 570 + col * 44 + (row % 2) * 22, 530 + row * 42
            c.fill(leaf(x, y + 12, 75, 30, 15, 4), "#4c7533", opacity=0.8, inside=fruit)
            c.fill(leaf(x - 2, y + 10, 75, 22, 7, 3), "#b9d47c", opacity=0.7, inside=fruit)
    c.fill(brush([(700, 505), (712, 460), (740, 430)], [14, 11, 12]), "#5b4426")
    leaf_on(c, 730, 436, 20, 210, 84, "#2f6b3c", -12)


def lotus_tea(c: Canvas) -> None:
    stage(c, "#b9c7a2", "#56754e", "#5b4226")
    c.closer(1.1, 500, 800)
    for degrees, colour in (
        (168, "#e79fae"),
        (12, "#e79fae"),
        (145, "#f0b4bf"),
        (35, "#f0b4bf"),
        (118, "#f6c8cf"),
        (62, "#f6c8cf"),
        (90, "#fbdfe2"),
    ):
        c.solid(
            leaf(640, 640, degrees, 250, 120), Blend(lighter(colour, 0.3), colour, 90), depth=16
        )
    for degrees in (150, 30, 125, 55, 90):
        c.solid(
            leaf(640, 650, degrees, 180, 104), Blend("#fdeef0", "#eeaab8", 90), depth=14, shade=0.3
        )
    c.solid(ellipse(640, 640, 56, 30), "#e3b53c", depth=8)
    bowl(c, 360, 680, 360, 140, "#f4ead5", "#56754e")
    for _ in range(150):
        t = c.random.uniform(-1, 1)
        x, y = 360 + t * 150, 682 - c.random.uniform(-0.25, 1) * 60 * (1 - t * t)
        c.fill(
            brush([(x - 16, y), (x, y - 7), (x + 15, y + 2)], [2, 7, 2]).turned(
                c.random.uniform(0, 180), (x, y)
            ),
            c.random.choice(("#3f4a2c", "#56613a", "#2c331f", "#6b7445")),
        )
    c.stand(650, 800, 90)
    c.solid(smooth_lathe(650, (84, 720), (80, 760), (50, 798), (44, 800)), "#f8f0de", depth=16)
    c.fill(ellipse(650, 720, 84, 20), "#fffaf0")
    c.fill(ellipse(650, 722, 76, 16), Blend("#c9a944", "#a98a2a"))


def coconut_nectar(c: Canvas) -> None:
    stage(c, "#3f8059", "#123a27", "#3b2a18")
    c.closer(1.08, 480, 800)
    leaf_on(c, 60, 120, -20, 520, 150, "#2a6b48", 40)
    bottle(c, 460, 800, 250, 620, "#c9822a", cap="#e9d3a6")
    label(c, 460, 610, 200, 230, "#fbf1d9", "#1b6b45")
    coconut_half(c, 700, 760, 120)
    for x, y in ((240, 812), (190, 836)):
        blossom(c, x, y, 30, "#f7e7b0", "#d9a02b", 3)


def coconut_vinegar(c: Canvas) -> None:
    stage(c, "#d9c98f", "#8f8345", "#5f5226")
    c.closer(1.08, 480, 800)
    bottle(c, 390, 800, 200, 620, "#e3c26a", cap="#1b6b45", neck=0.34)
    label(c, 390, 620, 160, 210, "#fffaf0", "#6f6426")
    inner = bowl(c, 670, 720, 270, 90, "#fffaf0", "#8f8345")
    c.fill(inner, Blend("#efd68f", "#c9a548"))
    for n in range(4):
        c.fill(ellipse(640 + n * 26, 714 + (n % 2) * 12, 13, 6), "#c0392b")
        c.fill(ellipse(640 + n * 26, 714 + (n % 2) * 12, 8, 3.4), "#e8a08f")
    chilli(c, 560, 850, 14, 130)
    chilli(c, 690, 860, -6, 120)


def chilli(
    c: Canvas, x: float, y: float, degrees: float, length: float, colour: str = "#c0281c"
) -> None:
    a, b = (x, y), towards(x, y, degrees, length)
    m = towards(*towards(x, y, degrees, length * 0.5), degrees + 90, length * 0.12)
    body = brush([a, m, b], [length * 0.2, length * 0.19, 1])
    c.shadow(body.moved(5, 8), opacity=0.35, blur=6)
    c.solid(body, colour, depth=8, light=0.7)
    c.fill(
        brush([towards(x, y, degrees + 180, length * 0.26), towards(x, y, degrees, 4)], [5, 12]),
        "#4d7a35",
    )


def fish_sauce(c: Canvas) -> None:
    stage(c, "#c0764a", "#5f2a16", "#44210f")
    c.closer(1.08, 480, 800)
    bottle(c, 420, 800, 230, 640, "#8a2f12", cap="#d9a13a", neck=0.32)
    label(c, 420, 615, 186, 220, "#f6e7c8", "#8a2f12")
    inner = bowl(c, 690, 720, 250, 84, "#f6ead2", "#8a2f12")
    c.fill(inner, Blend("#b34a1c", "#6d220c"))
    for n in range(5):
        anchovy(c, 560 + n * 74, 858 + 12 * (n % 2), 6 - n * 5, 120)


def anchovy(
    c: Canvas, x: float, y: float, degrees: float, length: float, colour: str = "#b9c4c4"
) -> None:
    a, b = towards(x, y, degrees + 180, length / 2), towards(x, y, degrees, length / 2)
    body = brush([a, (x, y), b], [length * v for v in (0.02, 0.13, 0.19, 0.2, 0.15, 0.04)])
    tail = leaf(*a, degrees + 155, length * 0.2, length * 0.1) + leaf(
        *a, degrees + 205, length * 0.2, length * 0.1
    )
    c.shadow(body.moved(4, 7), opacity=0.4, blur=5)
    c.fill(tail, darker(colour, 0.25))
    c.solid(body, Blend(darker(colour, 0.3), lighter(colour, 0.55)), depth=length * 0.06, light=0.8)
    c.fill(brush([a, (x, y - 1), b], [1, 3, 1]), "#f4f6ef", opacity=0.7, inside=body)
    eye = towards(x, y, degrees, length * 0.4)
    c.fill(ellipse(*eye, length * 0.03), "#1d1a18")


def dried_anchovies(c: Canvas) -> None:
    stage(c, "#7fa3ad", "#365a66", "#6d5130")
    c.closer(1.16, 500, 1080)
    tray(c, 500, 700, 400)
    for n in range(62):
        x, y = 500 + c.random.uniform(-330, 330), 690 + c.random.uniform(-120, 115)
        if ((x - 500) / 360) ** 2 + ((y - 695) / 145) ** 2 < 1:
            anchovy(
                c,
                x,
                y,
                c.random.uniform(-40, 40) + 180 * (n % 2),
                112,
                c.random.choice(("#c9c0a8", "#bfb9a6", "#d4c6a4")),
            )


def rice_spirit(c: Canvas) -> None:
    stage(c, "#9db7bd", "#4d6d78", "#4a3a2a")
    c.closer(1.08, 490, 800)
    bottle(c, 420, 800, 230, 600, "#dfe9e6", cap="#8a5a2b", neck=0.28, level=0.82)
    label(c, 420, 625, 186, 200, "#fbf6e8", "#2f5a68")
    for cx in (640, 770):
        c.stand(cx, 800, 58)
        c.solid(smooth_lathe(cx, (60, 716), (56, 760), (34, 798), (30, 800)), "#f5efe0", depth=14)
        c.fill(ellipse(cx, 716, 60, 15), "#fffdf6")
        c.fill(ellipse(cx, 718, 52, 11), Blend("#e6eeea", "#c9d6d3"))
    for _ in range(26):
        x, y = c.random.uniform(150, 880), c.random.uniform(838, 880)
        c.solid(grain(x, y, c.random.uniform(0, 180), 28, 11), "#fbf5e4", depth=3)


def jar_wine(c: Canvas) -> None:
    stage(c, "#b07a45", "#4d2a14", "#38200f")
    c.closer(1.06, 500, 820)
    body = smooth_lathe(
        480,
        (116, 330),
        (104, 352),
        (120, 384),
        (220, 470),
        (246, 580),
        (200, 720),
        (140, 796),
        (128, 810),
    )
    c.stand(480, 808, 170)
    c.solid(body, Blend("#8f5a38", "#4a2816", 30), depth=70, light=0.55)
    for y, w in ((430, 196), (455, 214), (640, 240), (664, 233)):
        c.fill(
            brush([(480 - w, y - 14), (480, y + 18), (480 + w, y - 14)], [7, 7]),
            "#d9a765",
            opacity=0.75,
            inside=body,
        )
    for n in range(13):
        x = 280 + n * 33
        c.fill(
            brush([(x, 500), (x + 16, 540), (x + 32, 500)], [6, 6]),
            "#d9a765",
            opacity=0.6,
            inside=body,
        )
        c.fill(ellipse(x, 580 + 14 * (n % 2), 7), "#d9a765", opacity=0.6, inside=body)
    c.solid(ellipse(480, 330, 118, 30), "#5f3820", depth=8)
    for n in range(9):
        leaf_on(
            c,
            480 + (n - 4) * 20,
            334,
            150 - n * 15,
            130,
            58,
            ("#4d8a45", "#3a7238")[n % 2],
            veins=False,
        )
    for x, end in ((450, (300, 90)), (500, (640, 70))):
        mid = ((x + end[0]) / 2 + 30, 190)
        c.fill(brush([(x, 320), mid, end], [13, 12, 11]), "#c9a05a")
        c.fill(brush([(x, 320), mid, end], [3, 3, 3]).moved(-3, 0), "#f0d699", opacity=0.8)


def palm_water(c: Canvas) -> None:
    stage(c, "#e3c27a", "#9a7a35", "#6b4f22")
    c.closer(1.1, 480, 800)
    bottle(c, 390, 800, 220, 540, "#efe6cf", cap="#4d2b3a", neck=0.34)
    label(c, 390, 640, 180, 180, "#fffaf0", "#5a3246")
    for x, y, r in ((650, 720, 96), (800, 760, 84)):
        c.stand(x, y + r * 0.9, r * 0.8)
        ball(c, x, y, r, "#3d2230", shine=0.25)
        for n in range(5):
            c.fill(
                leaf(x + (n - 2) * r * 0.25, y - r * 0.7, 70 + n * 10, r * 0.5, r * 0.34), "#8a9a4a"
            )
    for n in range(3):
        c.fill(ellipse(600 + n * 70, 850, 36, 20), Blend("#ffffff", "#d9e0da"), opacity=0.92)


def fish_paste(c: Canvas) -> None:
    stage(c, "#b5553a", "#5a1f12", "#44180e")
    c.closer(1.1, 460, 800)
    inner = jar(c, 440, 800, 370, 480, "#a8482c", lid="#f4d9c9")
    for _ in range(20):
        x, y = c.random.uniform(300, 580), c.random.uniform(440, 790)
        c.fill(
            blob((x - 34, y), (x, y - 16), (x + 36, y - 4), (x + 20, y + 16), (x - 20, y + 14)),
            c.random.choice(("#c96a45", "#8a3018", "#d98a5e")),
            opacity=0.55,
            inside=inner,
        )
    label(c, 440, 650, 220, 190, "#f9ecd2", "#8f3b24")
    chilli(c, 660, 830, 24, 170)
    chilli(c, 720, 850, 6, 150)
    leaf_on(c, 690, 790, 58, 180, 64, "#4d8a4a", 10)


def essential_oil(c: Canvas) -> None:
    stage(c, "#8fae8a", "#3d6350", "#4a3a26")
    c.closer(1.12, 480, 800)
    for n, (x, y, degrees) in enumerate(((640, 790, 75), (720, 800, 50), (610, 790, 105))):
        stem = towards(x, y, degrees, 400)
        c.fill(brush([(x, y), stem], [8, 4]), "#6b5a35")
        for k in range(9):
            px, py = towards(x, y, degrees, 90 + k * 36)
            leaf_on(
                c,
                px,
                py,
                degrees + (42 if k % 2 else -42),
                130,
                30,
                ("#4f8a5a", "#3d7549", "#639a66")[n],
                veins=False,
            )
    bottle(c, 400, 800, 210, 400, "#a8601c", cap="#1f2a24", neck=0.42, level=0.74)
    label(c, 400, 690, 176, 140, "#f7f1de", "#2f5a45")
    for x, y in ((590, 850), (630, 866), (560, 872)):
        ball(c, x, y, 12, "#e0b04a", shine=0.9)


def coconut_oil(c: Canvas) -> None:
    stage(c, "#e9d9bd", "#b59a74", "#86694a")
    c.closer(1.14, 490, 800)
    jar(c, 370, 800, 270, 300, "#fbf6ea", lid="#a5784a", level=0.8)
    label(c, 370, 700, 170, 120, "#fffdf6", "#8a6238")
    bottle(c, 570, 800, 150, 460, "#f3e9c9", cap="#a5784a", neck=0.42)
    label(c, 570, 670, 120, 140, "#fffdf6", "#8a6238")
    coconut_half(c, 770, 770, 116)
