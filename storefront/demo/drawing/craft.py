"""Pictures of woven things: baskets, mats, cloth."""

from storefront.demo.drawing.canvas import Blend, Canvas, darker, lighter
from storefront.demo.drawing.shapes import Shape, blob, brush, ellipse, polygon, rect, smooth_lathe
from storefront.demo.drawing.things import leaf_on, stage


def weave(c: Canvas, inside: Shape, colour: str, step: float = 26) -> None:
    """Over and under, over the whole of a shape."""
    left, top, right, bottom = inside.box
    row, y = 0, top
    while y < bottom:
        x = left + (row % 2) * step
        while x < right:
            c.fill(
                rect(x, y + 2, step * 1.5, step * 0.62, step * 0.3),
                Blend(lighter(colour, 0.42), darker(colour, 0.12)),
                opacity=0.75,
                inside=inside,
            )
            x += step * 2
        c.fill(
            rect(left, y + step * 0.66, right - left, 2.5),
            darker(colour, 0.55),
            opacity=0.35,
            inside=inside,
        )
        y += step * 0.72
        row += 1


def rush_basket(c: Canvas) -> None:
    stage(c, "#b08a55", "#6d4f2c", "#553a1e")
    c.closer(1.08, 500, 830)
    handle = [(300, 480), (330, 260), (480, 180), (630, 260), (660, 480)]
    c.fill(brush(handle, [24, 24]).moved(22, 26), "#4a3218", opacity=0.25, blur=14)
    c.solid(brush(handle, [25, 25]), "#c9a05e", depth=8)
    for n in range(15):
        t = n / 14
        x = 300 + 360 * t
        y = 480 - 300 * (1 - (2 * t - 1) ** 2) ** 0.6
        c.fill(brush([(x - 10, y - 12), (x + 10, y + 12)], [4, 4]), "#8a6230", opacity=0.7)
    c.stand(480, 812, 240)
    body = smooth_lathe(480, (270, 470), (262, 600), (232, 740), (206, 812))
    body += ellipse(480, 808, 207, 20)
    c.solid(body, Blend("#e6c88f", "#a97c40", 25), depth=60)
    weave(c, body, "#d3ae6c")
    for y, w in ((560, 266), (585, 262)):
        c.fill(
            brush([(480 - w, y), (480, y + 12), (480 + w, y)], [13, 13]),
            "#1b6b45",
            opacity=0.8,
            inside=body,
        )
    c.solid(ellipse(480, 470, 272, 58), "#d9b676", depth=14)
    c.fill(ellipse(480, 474, 246, 46), Blend("#5b3f1e", "#8a6434"))


def rush_mat(c: Canvas) -> None:
    stage(c, "#c9b98f", "#8a7a4c", "#5f4c2a")
    c.closer(1.06, 500, 860)
    sheet = polygon((150, 640), (760, 560), (960, 800), (250, 900))
    c.shadow(sheet.moved(12, 18), opacity=0.35, blur=14)
    c.solid(sheet, Blend("#efdfae", "#cdb274", 30), depth=20)
    for n in range(60):
        t = n / 60
        a = (150 + 610 * t, 640 - 80 * t)
        b = (250 + 710 * t, 900 - 100 * t)
        c.fill(brush([a, b], [2.4, 2.4]), "#a98a48", opacity=0.4, inside=sheet)
    for t in (0.1, 0.16, 0.84, 0.9):
        a = (150 + 610 * t, 640 - 80 * t)
        b = (250 + 710 * t, 900 - 100 * t)
        c.fill(
            brush([a, b], [16, 16]),
            "#ab3a22" if t in (0.1, 0.9) else "#1b6b45",
            opacity=0.85,
            inside=sheet,
        )
    for k in range(3):
        cx, cy = 400 + 130 * k, 760 - 17 * k
        diamond = polygon(
            (cx - 66, cy - 2), (cx - 10, cy - 50), (cx + 60, cy - 10), (cx + 8, cy + 44)
        )
        c.fill(diamond, "#ab3a22", opacity=0.85, inside=sheet)
        c.fill(diamond.scaled(0.6, 0.6, (cx, cy - 4)), "#e3c06a", inside=sheet)
        c.fill(diamond.scaled(0.28, 0.28, (cx, cy - 4)), "#1b6b45", inside=sheet)
    rolled_mat(c)


def rolled_mat(c: Canvas) -> None:
    roll = polygon((180, 520), (760, 430), (792, 530), (214, 630))
    c.shadow(roll.moved(14, 40), opacity=0.4, blur=18)
    c.solid(roll, Blend("#f3e3b4", "#b89a58", 80), depth=30)
    for n in range(58):
        t = n / 58
        c.fill(
            brush([(180 + 580 * t, 520 - 90 * t), (214 + 578 * t, 630 - 100 * t)], [2.4, 2.4]),
            "#a98a48",
            opacity=0.4,
            inside=roll,
        )
    for t in (0.14, 0.2, 0.8, 0.86):
        c.fill(
            brush([(180 + 580 * t, 520 - 90 * t), (214 + 578 * t, 630 - 100 * t)], [14, 14]),
            "#ab3a22" if t in (0.14, 0.86) else "#1b6b45",
            opacity=0.85,
            inside=roll,
        )
    c.solid(ellipse(776, 480, 36, 55, -12), "#e3cd94", depth=8)
    for share in (0.72, 0.46, 0.2):
        c.fill(
            ellipse(776, 480, 36 * share, 55 * share, -12), ("#a98a48", "#e3cd94")[share == 0.46]
        )


def brocade(c: Canvas) -> None:
    """Two folded scarves, dark ground, red and white figures."""
    stage(c, "#b5483a", "#5c1c1c", "#3d2214")
    c.closer(1.12, 490, 830)
    for n, (y, ground) in enumerate(((770, "#1d2230"), (650, "#7d1f24"), (530, "#22283a"))):
        side = rect(180 + n * 16, y - 70, 620 - n * 30, 120, 30)
        c.shadow(side.moved(10, 22), opacity=0.4, blur=16)
        c.solid(side, ground, depth=34, light=0.4)
        left, _, right, _ = side.box
        for k, (dy, tone) in enumerate(
            ((-48, "#e3b53c"), (28, "#e3b53c"), (-36, "#f3ead6"), (18, "#f3ead6"))
        ):
            c.fill(
                rect(left, y + dy, right - left, 8 - 3 * (k > 1)), tone, inside=side, opacity=0.9
            )
        for k in range(16):
            x = left + 22 + k * 40
            c.fill(
                polygon((x - 17, y - 9), (x, y - 27), (x + 17, y - 9), (x, y + 9)),
                ("#c9382c", "#f3ead6", "#2f7a55")[(k + n) % 3],
                inside=side,
            )
            c.fill(
                polygon((x - 8, y - 9), (x, y - 17), (x + 8, y - 9), (x, y - 1)),
                ground,
                inside=side,
            )
    tail = polygon((640, 460), (790, 470), (846, 740), (690, 770))
    c.shadow(tail.moved(12, 12), opacity=0.35, blur=12)
    c.solid(tail, "#22283a", depth=18, light=0.4)
    for k in range(6):
        y = 490 + k * 44
        x = 655 + k * 10
        for dx in (0, 46, 92):
            c.fill(
                polygon(
                    (x + dx, y + 18), (x + dx + 18, y), (x + dx + 36, y + 18), (x + dx + 18, y + 36)
                ),
                ("#c9382c", "#e3b53c", "#f3ead6")[(k + dx // 46) % 3],
                inside=tail,
            )
    for k in range(14):
        x = 694 + k * 11.4
        c.fill(
            brush([(x, 768 - k * 2.2), (x + 5, 800 - k * 2), (x + 1, 826 - k * 2)], [4, 3, 2]),
            "#e3b53c",
        )


def scarf_corner(c: Canvas) -> None:
    """The cloth close by: the figures fill the picture."""
    c.ground(Blend("#22283a", "#151924", 60))
    for row in range(6):
        y = 70 + row * 165
        for k in range(12):
            x = 20 + k * 88 + (row % 2) * 44
            for size, tone in (
                (56, ("#c9382c", "#2f7a55", "#b5702a")[(row + k) % 3]),
                (36, "#f3ead6"),
                (20, "#22283a"),
            ):
                c.fill(polygon((x - size, y), (x, y - size), (x + size, y), (x, y + size)), tone)
        for dy, tone in ((-76, "#e3b53c"), (70, "#f3ead6"), (82, "#c9382c")):
            c.fill(rect(-10, y + dy, 1020, 8), tone)
    for n in range(120):
        c.fill(rect(-10, n * 8, 1020, 2), "#000000", opacity=0.12)
    fold = blob(
        (560, -60),
        (640, 300),
        (540, 640),
        (620, 1000),
        (760, 1000),
        (700, 640),
        (790, 300),
        (720, -60),
    )
    c.fill(fold, "#000000", opacity=0.32, blur=46)
    c.fill(fold.moved(-170, 0), "#fff0d0", opacity=0.2, blur=46)
    leaf_on(c, 940, 900, 120, 260, 100, "#4d8a4a", 18)
