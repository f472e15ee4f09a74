"""Places where people work and live: a yard, a loom, a communal house."""

from storefront.demo.drawing.canvas import Blend, Canvas, darker
from storefront.demo.drawing.land import (
    boat,
    coconut_palm,
    fan_palm,
    ground,
    person,
    ridge,
    sky,
    tree,
    tufts,
    water,
)
from storefront.demo.drawing.shapes import (
    Shape,
    blob,
    brush,
    ellipse,
    polygon,
    rect,
    smooth_lathe,
)
from storefront.demo.drawing.things import ball


def guest_yard(c: Canvas) -> None:
    """A thatched guest house under fruit trees, a table laid outside."""
    sky(c, "#b5d3b9", "#fbf0d2", (780, 170))
    ridge(c, 400, 60, 2.4, "#86ad80", 1.4)
    tree(c, 130, 560, 420, "#4d8045")
    tree(c, 900, 560, 440, "#437a45")
    ground(c, 540, Blend("#a3b065", "#6d8440"))
    c.shadow(ellipse(520, 640, 360, 34), opacity=0.35, blur=14)
    c.fill(rect(250, 430, 520, 210), Blend("#e3c690", "#b9935a", 0))
    for n in range(27):
        c.fill(rect(252 + n * 20, 430, 3, 210), "#8f6a3a", opacity=0.5)
    c.fill(rect(470, 480, 90, 160), "#4a301c")
    for x in (320, 640):
        c.solid(rect(x, 490, 86, 74, 4), "#5f4426", depth=6)
        c.fill(rect(x + 40, 490, 6, 74), "#c9a870")
    roof = polygon((180, 450), (300, 270), (720, 270), (840, 450))
    c.solid(roof, Blend("#b5905a", "#6d5030"), depth=30)
    for n in range(60):
        t = n / 59
        c.fill(
            brush([(300 + 420 * t, 276), (184 + 652 * t, 452)], [2, 4]),
            darker("#a37d48", 0.3),
            opacity=0.5,
            inside=roof,
        )
    c.stand(480, 850, 200)
    for x in (350, 600):
        c.fill(rect(x, 770, 16, 84), "#5f4426")
    c.solid(ellipse(480, 768, 220, 46), "#9a6b3c", depth=12)
    for x, y, tone in ((400, 752, "#f6ead2"), (480, 762, "#d98f3c"), (560, 750, "#86a84a")):
        c.solid(ellipse(x, y, 42, 13), "#fbf6e8", depth=4)
        c.fill(ellipse(x, y - 5, 28, 11), tone)
    tufts(c, 930, 60, 70, ("#5f8240", "#86a04a", "#4a6b33"))


def loom(c: Canvas) -> None:
    """A back-strap loom by the window of a long house."""
    c.ground(Blend("#a5713f", "#5b351c", 70))
    for n in range(17):
        c.fill(rect(n * 62, -10, 4, 720), "#4a2a14", opacity=0.4)
    window = rect(560, 90, 330, 330, 8)
    c.fill(window, Blend("#cfe0c0", "#f6efcf"))
    c.fill(
        blob((560, 330), (660, 260), (780, 290), (900, 240), (900, 430), (560, 430)),
        "#7fa573",
        inside=window,
    )
    for x in (560, 722, 884):
        c.solid(rect(x - 9, 84, 18, 344), "#6d4426", depth=6)
    c.fill(
        polygon((560, 420), (890, 420), (760, 920), (240, 920)), "#fff0c0", opacity=0.13, blur=20
    )
    ground(c, 700, Blend("#8a5a30", "#4d2d16"))
    cloth = polygon((270, 250), (520, 250), (640, 830), (160, 830))
    c.shadow(cloth.moved(24, 24), opacity=0.35, blur=20)
    c.fill(cloth, "#efe6d0")
    for n in range(44):
        t = n / 43
        c.fill(
            brush([(270 + 250 * t, 250), (160 + 480 * t, 830)], [2, 3]),
            ("#b5302a", "#22283a", "#e3b53c", "#22283a")[n % 4],
            inside=cloth,
        )
    woven(c, cloth)
    for y, w in ((250, 300), (430, 380), (548, 450), (830, 560)):
        x = 395
        c.shadow(rect(x - w / 2, y + 8, w, 22, 11), opacity=0.4, blur=8)
        c.solid(rect(x - w / 2, y - 12, w, 26, 13), "#b98650", depth=8)
    c.solid(blob((620, 650), (720, 640), (800, 660), (720, 684), (630, 676)), "#c99a5a", depth=8)
    for x, tone in ((730, "#b5302a"), (810, "#e3b53c"), (890, "#2f7a55")):
        c.stand(x, 850, 40)
        c.solid(ellipse(x, 810, 42, 46), tone, depth=16)
        for k in range(5):
            c.fill(
                brush(
                    [(x - 38, 790 + k * 10), (x, 800 + k * 10), (x + 38, 784 + k * 10)], [2, 3, 2]
                ),
                darker(tone, 0.35),
                opacity=0.5,
            )


def woven(c: Canvas, cloth: Shape) -> None:
    """The part of the cloth that is done."""
    done = polygon((210, 560), (588, 560), (640, 830), (160, 830))
    c.fill(done, "#1d2230", inside=cloth)
    for row in range(5):
        y = 585 + row * 50
        spread = (y - 250) / 580
        left, right = 270 - 110 * spread, 520 + 120 * spread
        c.fill(rect(left, y - 18, right - left, 5), "#e3b53c", inside=cloth)
        for n in range(9):
            x = left + (right - left) * (n + 0.5) / 9
            c.fill(
                polygon((x - 17, y + 6), (x, y - 9), (x + 17, y + 6), (x, y + 21)),
                ("#c9382c", "#f3ead6", "#2f7a55")[(n + row) % 3],
                inside=cloth,
            )


def long_house(c: Canvas) -> None:
    """A tall communal house (nhà rông) and jars before it."""
    sky(c, "#c98f5f", "#fbe3b0", (250, 260), "#fff0c4")
    ridge(c, 440, 80, 1.6, "#a5875f", 0.4)
    ridge(c, 480, 50, 2.4, "#7d7a4a", 2.2)
    tree(c, 90, 600, 330, "#5b7a3f")
    tree(c, 930, 600, 360, "#56743d")
    ground(c, 580, Blend("#b5784a", "#7d4a2a"))
    for n in range(7):
        c.fill(rect(345 + n * 58, 520, 15, 130), "#4a2f1a")
    c.solid(rect(320, 470, 410, 66), Blend("#c99a5c", "#8a6030"), depth=10)
    c.fill(rect(490, 474, 70, 62), "#3a2212")
    roof = polygon((270, 490), (400, 130), (650, 130), (780, 490))
    c.solid(roof, Blend("#c9a05a", "#6d4a24"), depth=40)
    for n in range(50):
        t = n / 49
        c.fill(
            brush([(400 + 250 * t, 134), (274 + 502 * t, 488)], [2, 4]),
            "#5f3f1c",
            opacity=0.35,
            inside=roof,
        )
    for y in (230, 330, 430):
        half = 125 + (y - 130) * 0.36
        c.fill(
            brush([(525 - half, y), (525 + half, y)], [6, 6]), "#7d2a22", opacity=0.6, inside=roof
        )
    c.solid(rect(388, 118, 274, 18, 8), "#5f3f1c", depth=6)
    for x in (400, 650):
        c.fill(brush([(x, 120), (x + (x - 525) * 0.2, 60)], [10, 3]), "#5f3f1c")
    c.fill(polygon((500, 640), (550, 640), (575, 720), (475, 720)), "#6d4426")
    for x, r in ((180, 70), (320, 86), (720, 80), (860, 96)):
        y = 760 + (x % 50)
        c.stand(x, y + r, r * 0.66)
        c.solid(
            smooth_lathe(
                x,
                (r * 0.45, y - r),
                (r * 0.4, y - r * 0.86),
                (r * 0.94, y - r * 0.2),
                (r * 0.8, y + r * 0.6),
                (r * 0.5, y + r),
            ),
            Blend("#8f5a38", "#4a2816", 20),
            depth=r * 0.34,
        )
        c.fill(
            brush([(x, y - r), (x + r * 0.3, y - r * 1.6), (x + r * 0.9, y - r * 1.9)], [7, 7, 6]),
            "#d9b56a",
        )


def boat_market(c: Canvas) -> None:
    """A trading boat with its goods hung on a pole."""
    sky(c, "#e3b98a", "#fbe9c4", (260, 230), "#fff2cc")
    ridge(c, 430, 44, 2.9, "#a3957a", 0.7)
    coconut_palm(c, 900, 440, 190, -0.1, "#5f6b4a")
    water(c, 430, "#e3c9a0", "#7d8a78")
    for x, y, w in ((200, 500, 150), (860, 520, 170)):
        boat(c, x, y, w, "#5f4a38")
    boat(c, 500, 760, 700, "#7d4a2a")
    c.solid(polygon((470, 700), (500, 590), (700, 590), (740, 700)), "#b5905a", depth=20)
    c.solid(rect(205, 210, 14, 540, 6), "#b9985a", depth=4)
    for n, y in enumerate((250, 330, 410, 490)):
        c.fill(brush([(212, y), (262, y + 12)], [4, 3]), "#6d5230")
        ball(c, 268, y + 36, 32, ("#d9a83a", "#9ab84f", "#8a8f3a", "#b5482c")[n])
    for n in range(12):
        ball(c, 290 + n * 15, 716 - (n % 3) * 24, 24, ("#9ab84f", "#d9a83a", "#7d9a3f")[n % 3])
    person(c, 760, 720, 170, "#4a5f7a")
    fan_palm(c, 60, 445, 150, "#5f6b4a")
